namespace VideoProxy.Pipeline;

/// <summary>Counts the bytes of all bodies and fetched media held in memory, so that many large creates cannot exhaust it.</summary>
internal sealed class BodyBudget(long capacity)
{
    private long _held;

    /// <summary>What one request takes of the budget; it is given back when the request ends.</summary>
    public BodyShare Share(HttpContext context)
    {
        var share = new BodyShare(this);
        context.Response.RegisterForDispose(share);
        return share;
    }

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= capacity) return true;
        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _held, -bytes);
}

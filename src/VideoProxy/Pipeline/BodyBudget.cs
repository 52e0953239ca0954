namespace VideoProxy.Pipeline;

/// <summary>Counts the bytes of all bodies and fetched media held in memory, so that many large creates cannot exhaust it.</summary>
internal sealed class BodyBudget(long capacity)
{
    private long _held;

    /// <summary>What the request takes of the budget; it is given back when the request ends, or before that with <see cref="CreateMemory"/>.</summary>
    public BodyShare Share(HttpContext context)
    {
        if (context.Features.Get<BodyShare>() is { } known) return known;
        var share = new BodyShare(this);
        context.Features.Set(share);
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

namespace VideoProxy.Pipeline;

/// <summary>Counts the bytes of all bodies held in memory, so that many large creates cannot exhaust it.</summary>
internal sealed class BodyBudget(long capacity)
{
    private long _held;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= capacity) return true;
        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _held, -bytes);
}

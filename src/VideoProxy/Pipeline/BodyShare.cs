namespace VideoProxy.Pipeline;

/// <summary>A part of the <see cref="BodyBudget"/> that ends with its request.</summary>
internal sealed class BodyShare(BodyBudget budget) : IDisposable
{
    private long _taken;

    public bool TryTake(long bytes)
    {
        if (!budget.TryTake(bytes)) return false;
        Interlocked.Add(ref _taken, bytes);
        return true;
    }

    public void Dispose() => budget.Return(Interlocked.Exchange(ref _taken, 0));
}

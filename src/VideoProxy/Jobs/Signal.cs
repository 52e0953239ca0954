namespace VideoProxy.Jobs;

/// <summary>Wakes a loop that waits for work. Several pulses before the next wait count as one.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _pulse = new(0, 1);

    public void Pulse()
    {
        if (_pulse.CurrentCount > 0) return;
        try
        {
            _pulse.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another caller released the pulse in between, and one pulse is enough.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => _pulse.WaitAsync(atMost, cancel);

    public void Dispose() => _pulse.Dispose();
}

namespace VideoProxy.Jobs;

/// <summary>Wakes a loop that waits for work. Pulses that nobody waits for merge into one.</summary>
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
            // Another pulse came in between: two are as good as one.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => _pulse.WaitAsync(atMost, cancel);

    public void Dispose() => _pulse.Dispose();
}

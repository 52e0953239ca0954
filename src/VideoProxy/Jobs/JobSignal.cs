namespace VideoProxy.Jobs;

/// <summary>Wakes the tracker when a job's next poll was set.</summary>
internal sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim _pulse = new(0, 1);

    public void Pulse()
    {
        try
        {
            _pulse.Release();
        }
        catch (SemaphoreFullException)
        {
            // A pulse is already waiting to be seen: two are as good as one.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => _pulse.WaitAsync(atMost, cancel);

    public void Dispose() => _pulse.Dispose();
}

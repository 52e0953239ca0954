namespace VideoProxy.Callbacks;

/// <summary>Wakes the sender when a callback was committed.</summary>
internal sealed class CallbackSignal : IDisposable
{
    private readonly Jobs.Signal _signal = new();

    public void Pulse() => _signal.Pulse();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => _signal.WaitAsync(atMost, cancel);

    public void Dispose() => _signal.Dispose();
}

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>Signs of life of one kind, as they arrive at a double. A kill that waits for them hits work whatever the machine's speed.</summary>
internal sealed class Signs
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _reached;
    private int _missing;

    public void Count()
    {
        lock (_lock)
        {
            if (--_missing == 0) _reached?.TrySetResult();
        }
    }

    /// <summary>Done when a number of them has arrived from now on. One waits at a time.</summary>
    public Task MoreAsync(int count)
    {
        lock (_lock)
        {
            (_missing, _reached) = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return _reached.Task;
        }
    }
}

using System.Collections.Concurrent;

namespace VideoProxy.Jobs;

/// <summary>Requests that wait until a job changes.</summary>
internal sealed class JobWaiters(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Taken before the job is read, so that a change in between is not missed.</summary>
    public Task NextChange(string id) => _waiting.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Wake(string id)
    {
        if (_waiting.TryRemove(id, out var waiting)) waiting.TrySetResult();
    }

    /// <summary>Changes may have been missed: everybody looks again.</summary>
    public void WakeAll()
    {
        foreach (var id in _waiting.Keys) Wake(id);
    }

    /// <summary>Returns at the change, after the time, or when the caller leaves; never throws.</summary>
    public async Task WaitAsync(Task change, TimeSpan atMost, CancellationToken cancel) =>
        await change.WaitAsync(atMost, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

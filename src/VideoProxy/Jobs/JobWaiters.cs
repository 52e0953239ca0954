using System.Collections.Concurrent;

namespace VideoProxy.Jobs;

/// <summary>Wakes requests that wait until a job changes.</summary>
internal sealed class JobWaiters(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Returns a task that completes at the job's next change. Call this before the job is read, so that no change is missed in between.</summary>
    public Task NextChange(string id) => _waiting.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Wake(string id)
    {
        if (_waiting.TryRemove(id, out var waiting)) waiting.TrySetResult();
    }

    /// <summary>Wakes every waiting request, because changes may have been missed.</summary>
    public void WakeAll()
    {
        foreach (var id in _waiting.Keys) Wake(id);
    }

    /// <summary>Waits for the change, the timeout or the cancellation, and never throws.</summary>
    public async Task WaitAsync(Task change, TimeSpan atMost, CancellationToken cancel) =>
        await change.WaitAsync(atMost, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

/// <summary>Waits until a job changes, the time is up, the client disconnects or the gateway stops.</summary>
internal sealed class JobWatch(JobStore jobs, JobWaiters waiters, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // The row is read again this often, because a notification from another gateway can be lost.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Whether the gateway is stopping, so that no request may wait any longer.</summary>
    public bool IsOver => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Returns the job once its version differs from the given one, or its current row when the wait ends.</summary>
    public async Task<Job> NextAsync(Job seen, TimeSpan wait, CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        var (job, until) = (seen, time.GetUtcNow() + wait);
        while (!job.IsTerminal)
        {
            var change = waiters.NextChange(job.Id);
            job = await jobs.FindAsync(job.Id, cancel) ?? job;
            var left = until - time.GetUtcNow();
            if (job.Version != seen.Version || left <= TimeSpan.Zero || ends.IsCancellationRequested) break;
            await waiters.WaitAsync(change, left < LookAgain ? left : LookAgain, ends.Token);
        }

        return job;
    }

    /// <summary>Returns the job once it has ended, or its current row when the wait ends.</summary>
    public async Task<Job> EndAsync(Job job, TimeSpan wait, CancellationToken cancel)
    {
        var until = time.GetUtcNow() + wait;
        while (!job.IsTerminal && until - time.GetUtcNow() is { Ticks: > 0 } left && !IsOver && !cancel.IsCancellationRequested)
            job = await NextAsync(job, left, cancel);
        return job;
    }
}

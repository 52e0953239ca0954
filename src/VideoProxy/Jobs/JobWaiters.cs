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

/// <summary>Waits until a job changes: while the client stays, its time is not up and the gateway is not stopping.</summary>
internal sealed class JobWatch(JobStore jobs, JobWaiters waiters, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // Without word from another gateway the row is looked at this often.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Nobody is to wait any longer.</summary>
    public bool IsOver => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>The job when it has changed from what was seen, or as it is when the wait is over.</summary>
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

    /// <summary>The job when it has ended, or as it is when the wait is over.</summary>
    public async Task<Job> EndAsync(Job job, TimeSpan wait, CancellationToken cancel)
    {
        var until = time.GetUtcNow() + wait;
        while (!job.IsTerminal && until - time.GetUtcNow() is { Ticks: > 0 } left && !IsOver && !cancel.IsCancellationRequested)
            job = await NextAsync(job, left, cancel);
        return job;
    }
}

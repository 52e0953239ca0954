using VideoProxy.Hosting;
using VideoProxy.Providers;

namespace VideoProxy.Jobs;

/// <summary>
/// Cancels a job at once, then tells its provider. If that does not work now, the tracker goes on with it: the order is in the
/// database.
/// </summary>
internal sealed class JobCanceler(JobStore jobs, JobResults results, JobQueue queue, LateJobs late, ProviderRegistry providers, Node node, TimeProvider time)
{
    // How long the client waits for the provider's word.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>The job as it is then; a job that had already ended stays as it was.</summary>
    public async Task<Job> CancelAsync(Job job)
    {
        while (!job.IsTerminal)
        {
            var now = time.GetUtcNow();
            var order = new JobCancel(job.Id, job.AttemptId, node.Id, Ms(now), Ms(now + Lease), Ms(now + PollSchedule.LateWindow));
            if (await results.CancelAsync(order, CancellationToken.None) is { } canceled) return await CancelUpstreamAsync(canceled);
            // It has just ended, or moved on to its next offering.
            job = await jobs.ReadAsync(job.Id, CancellationToken.None) ?? throw new InvalidOperationException($"Job '{job.Id}' has vanished.");
        }

        return job;
    }

    private async Task<Job> CancelUpstreamAsync(Job job)
    {
        // Its submit is on the wire: whoever stores the outcome has it taken back.
        if (job.NextPollAt is not { } next) return job;
        var attempt = await jobs.FindAttemptAsync(job.AttemptId, CancellationToken.None);
        if (attempt?.State != AttemptState.Accepted || PolledJob.Find(providers, job, attempt, node.Id) is not { } polled)
        {
            await queue.PostponeAsync(job.Id, node.Id, 0, next, CancellationToken.None);
            return job;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            return await late.PollAsync(polled, patience.Token) ?? job;
        }
        catch (OperationCanceledException)
        {
            await queue.PostponeAsync(job.Id, node.Id, 0, next, CancellationToken.None);
            return job;
        }
    }

    private static long Ms(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}

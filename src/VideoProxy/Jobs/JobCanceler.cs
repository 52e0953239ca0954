using VideoProxy.Hosting;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>
/// Cancels a job at once, then cancels its task at the provider. If the provider does not answer, the tracker retries, because
/// the cancel is stored in the database.
/// </summary>
internal sealed class JobCanceler(JobStore jobs, JobResults results, JobQueue queue, LateJobs late, ProviderRegistry providers, HeldLeases held, Node node, TimeProvider time)
{
    // The time that the client waits for the provider's reply.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Returns the job after the cancel. A job that had already ended does not change.</summary>
    public async Task<Job> CancelAsync(Job job)
    {
        while (!job.IsTerminal)
        {
            var now = time.GetUtcNow();
            var order = new JobCancel(job.Id, job.AttemptId, node.Id, Ms(now), Ms(now + Lease), Ms(now + PollSchedule.LateWindow));
            if (await CancelAsync(order) is { } canceled) return canceled;
            // The job ended a moment ago, or moved to its next offering.
            job = await jobs.ReadAsync(job.Id, CancellationToken.None) ?? throw new InvalidOperationException($"Job '{job.Id}' does not exist in the database any more.");
        }

        return job;
    }

    /// <summary>Returns null if the job could not be canceled any more.</summary>
    private async Task<Job?> CancelAsync(JobCancel order)
    {
        held.Hold(order.JobId);
        try
        {
            return await results.CancelAsync(order, CancellationToken.None) is { } canceled ? await CancelUpstreamAsync(canceled) : null;
        }
        catch (Exception)
        {
            // If the cancel is stored, it is under this node's lease, which the tracker would have to wait for.
            held.ReportLoss();
            throw;
        }
        finally
        {
            held.Release(order.JobId);
        }
    }

    private async Task<Job> CancelUpstreamAsync(Job job)
    {
        // The submit is in flight. The node that stores its outcome then schedules the cancel at the provider.
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

using System.Data.Common;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>Stores what a submit came to, whether or not its client still waits.</summary>
internal sealed partial class OutcomeStore(JobStore jobs, PollSpacing spacing, GatewayOptions options, TimeProvider time, ILogger<OutcomeStore> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task<Job> StoreAsync(Job job, Submission submission)
    {
        var now = time.GetUtcNow();
        if (submission.Report is SubmitReport.Accepted accepted)
        {
            var next = now + spacing.Next(submission.Attempt.Model, TimeSpan.Zero);
            return await InsistAsync(job, accepted.UpstreamId, () => jobs.AcceptedAsync(
                submission.Attempt, accepted, now.ToUnixTimeMilliseconds(), next.ToUnixTimeMilliseconds(), CancellationToken.None));
        }

        var why = submission.Report is SubmitReport.Unknown unknown ? unknown.Why : "no report";
        Log.OutcomeUnknown(logger, job.Id, submission.Attempt.Id, submission.Attempt.Provider, why);
        var giveUp = now + options.Tracker.UnknownGrace;
        return await InsistAsync(job, null, () => jobs.UnknownAsync(
            submission.Attempt, why, now.ToUnixTimeMilliseconds(), giveUp.ToUnixTimeMilliseconds(), CancellationToken.None));
    }

    public Task RefuseAsync(Submission submission, ProviderFault last, ProviderFault shown)
    {
        Log.Refused(logger, submission.Attempt.JobId, submission.Attempt.Provider, ErrorCodes.Of(last.Kind), last.NativeCode);
        return jobs.RefuseAsync(submission.Attempt, last, shown, time.GetUtcNow().ToUnixTimeMilliseconds(), CancellationToken.None);
    }

    /// <summary>A paid video must not be forgotten because the database hiccuped: try for a while, then shout.</summary>
    private async Task<Job> InsistAsync(Job job, string? upstreamId, Func<Task<Job?>> store)
    {
        var until = time.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                return await store() ?? job;
            }
            catch (DbException error)
            {
                if (time.GetUtcNow() > until)
                {
                    Log.OutcomeLost(logger, job.Id, upstreamId, error);
                    return job;
                }

                await Task.Delay(Pause, time);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.OutcomeUnknown, LogLevel.Warning, "Job {JobId}: whether {Provider} took attempt {AttemptId} is unknown: {Why}. It is not sent again.")]
        public static partial void OutcomeUnknown(ILogger logger, string jobId, string attemptId, string provider, string why);

        [LoggerMessage(EventIds.Refused, LogLevel.Information, "Job {JobId}: {Provider} refused it as {Kind} ({NativeCode}).")]
        public static partial void Refused(ILogger logger, string jobId, string provider, string kind, string? nativeCode);

        [LoggerMessage(EventIds.OutcomeLost, LogLevel.Critical, "Job {JobId}: the database would not store the outcome of its submit; upstream id {UpstreamId}. Resolve it by hand.")]
        public static partial void OutcomeLost(ILogger logger, string jobId, string? upstreamId, Exception error);
    }
}

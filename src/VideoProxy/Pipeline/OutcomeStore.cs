using System.Data.Common;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>Stores the outcome of a submit, even if its client has disconnected.</summary>
internal sealed partial class OutcomeStore(JobStore jobs, PollSchedule schedule, GatewayOptions options, TimeProvider time, ILogger<OutcomeStore> logger)
{
    private static readonly TimeSpan RetryWindow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    public async Task<Job> StoreAsync(Job job, Submission submission)
    {
        var (attempt, now) = (submission.Attempt, time.GetUtcNow());
        if (submission.Report is not SubmitReport.Accepted accepted)
            return await StoreUnknownAsync(job, submission, submission.Report is SubmitReport.Unknown unknown ? unknown.Why : "no report");
        var next = now + schedule.Next(attempt.Model, TimeSpan.Zero);
        return await StoreWithRetryAsync(job.Id, ProviderText.Clean(accepted.UpstreamId), job, async () =>
                await jobs.AcceptedAsync(attempt, accepted, now.ToUnixTimeMilliseconds(), next.ToUnixTimeMilliseconds(), CancellationToken.None)
                ?? await StoredBeforeAsync(job, attempt))
            ?? await StoreUnknownAsync(job, submission, "the reply contains the task id of another attempt");
    }

    public Task<Job?> RefuseAsync(Job job, Submission submission, ProviderFault last, ProviderFault shown)
    {
        Log.Refused(logger, job.Id, submission.Attempt.Provider, ErrorCodes.Of(last.Kind), last.NativeCode);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return StoreWithRetryAsync<Job?>(job.Id, null, job, () => jobs.RefuseAsync(submission.Attempt, last, shown, now, CancellationToken.None));
    }

    private async Task<Job> StoreUnknownAsync(Job job, Submission submission, string why)
    {
        var (attempt, now) = (submission.Attempt, time.GetUtcNow());
        Log.OutcomeUnknown(logger, job.Id, attempt.Id, attempt.Provider, why);
        var next = submission.Candidate.Provider.Translator is IFindJobs ? now : now + options.Tracker.UnknownGrace;
        return await StoreWithRetryAsync<Job?>(job.Id, null, job, () => jobs.UnknownAsync(
            attempt, new UnknownOutcome(why, submission.Words?.Message ?? submission.Words?.Body), now.ToUnixTimeMilliseconds(), next.ToUnixTimeMilliseconds(), CancellationToken.None)) ?? job;
    }

    /// <summary>
    /// Handles a commit that changed no row. Returns the job if an earlier commit succeeded although it seemed to fail, or null if
    /// the upstream id belongs to another attempt.
    /// </summary>
    private async Task<Job?> StoredBeforeAsync(Job job, Attempt attempt) =>
        (await jobs.FindAttemptAsync(attempt.Id, CancellationToken.None))?.State == AttemptState.Accepted
            ? await jobs.ReadAsync(job.Id, CancellationToken.None) ?? job
            : null;

    /// <summary>
    /// Retries a commit while the database fails, because a paid video must not be lost to a short outage. After the retry window
    /// it logs the outcome as critical and gives up.
    /// </summary>
    /// <param name="jobId">The job id for the log.</param>
    /// <param name="upstreamId">The upstream id for the log, so that an operator can find the task at the provider.</param>
    /// <param name="otherwise">The result to return if the database stays unavailable.</param>
    /// <param name="store">Commits the outcome. This function must be safe to repeat, because a commit may succeed although it seems to fail.</param>
    public async Task<T> StoreWithRetryAsync<T>(string jobId, string? upstreamId, T otherwise, Func<Task<T>> store)
    {
        var until = time.GetUtcNow() + RetryWindow;
        while (true)
        {
            try
            {
                return await store();
            }
            catch (Exception error) when (error is DbException or TimeoutException)
            {
                if (time.GetUtcNow() > until)
                {
                    Log.OutcomeLost(logger, jobId, upstreamId, error.Message);
                    return otherwise;
                }

                await Task.Delay(RetryDelay, time);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.OutcomeUnknown, LogLevel.Warning, "Submit outcome unknown for job {JobId}, attempt {AttemptId} at {Provider}: {Reason}. The attempt will not be sent again.")]
        public static partial void OutcomeUnknown(ILogger logger, string jobId, string attemptId, string provider, string reason);

        [LoggerMessage(EventIds.Refused, LogLevel.Information, "{Provider} refused job {JobId} as {Kind} (native code {NativeCode}).")]
        public static partial void Refused(ILogger logger, string jobId, string provider, string kind, string? nativeCode);

        [LoggerMessage(EventIds.OutcomeLost, LogLevel.Critical, "The database could not store the submit outcome of job {JobId} with upstream id {UpstreamId}: {Reason}. Check the job by hand.")]
        public static partial void OutcomeLost(ILogger logger, string jobId, string? upstreamId, string reason);
    }
}

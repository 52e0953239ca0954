using System.Data.Common;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Storage;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>Stores the outcome of a submit, even if its client has disconnected.</summary>
internal sealed partial class OutcomeStore(JobStore jobs, Database database, PollSchedule schedule, GatewayOptions options, TimeProvider time, ILogger<OutcomeStore> logger)
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
    /// Retries a commit while the database fails, because a paid video must not be lost to an outage. After the retry window the
    /// outcome is logged as critical and the caller goes on. This node still retries until the outcome is stored.
    /// </summary>
    /// <param name="jobId">The job id for the log.</param>
    /// <param name="upstreamId">The upstream id for the log, so that an operator can find the task at the provider.</param>
    /// <param name="otherwise">The result to return if the database stays unavailable.</param>
    /// <param name="store">Commits the outcome. This function must be safe to repeat, because a commit may succeed although it seems to fail.</param>
    public async Task<T> StoreWithRetryAsync<T>(string jobId, string? upstreamId, T otherwise, Func<Task<T>> store)
    {
        var storing = StoreAsync(store, Timeout.InfiniteTimeSpan, otherwise);
        try
        {
            return await storing.WaitAsync(RetryWindow, time);
        }
        catch (TimeoutException) when (!storing.IsCompleted)
        {
            Log.OutcomeNotStored(logger, jobId, upstreamId, database.Fault);
            _ = ReportAsync(jobId, upstreamId, storing);
            return otherwise;
        }
        catch (DbException error)
        {
            // The database works but refuses the statement, so a retry would not help.
            Log.OutcomeLost(logger, jobId, upstreamId, error.Message);
            return otherwise;
        }
    }

    /// <summary>Starts the next attempt of a job. Gives up after the retry window, because nobody would send an attempt that is stored later.</summary>
    public Task<T> StoreNextAsync<T>(T otherwise, Func<Task<T>> store) => StoreAsync(store, RetryWindow, otherwise);

    private async Task<T> StoreAsync<T>(Func<Task<T>> store, TimeSpan window, T otherwise)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await store();
            }
            catch (Exception error) when (DatabaseFaults.IsOutage(error))
            {
                do
                {
                    if (window != Timeout.InfiniteTimeSpan && time.GetElapsedTime(start) > window) return otherwise;
                    await Task.Delay(RetryDelay, time);
                }
                while (database.Fault is not null);
            }
        }
    }

    private async Task ReportAsync(string jobId, string? upstreamId, Task storing)
    {
        await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (storing.Exception is { } error) Log.OutcomeLost(logger, jobId, upstreamId, error.InnerException!.Message);
        else Log.OutcomeStoredLate(logger, jobId);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.OutcomeUnknown, LogLevel.Warning, "Submit outcome unknown for job {JobId}, attempt {AttemptId} at {Provider}: {Reason}. The attempt will not be sent again.")]
        public static partial void OutcomeUnknown(ILogger logger, string jobId, string attemptId, string provider, string reason);

        [LoggerMessage(EventIds.Refused, LogLevel.Information, "{Provider} refused job {JobId} as {Kind} (native code {NativeCode}).")]
        public static partial void Refused(ILogger logger, string jobId, string provider, string kind, string? nativeCode);

        [LoggerMessage(EventIds.OutcomeLost, LogLevel.Critical, "The submit outcome of job {JobId} with upstream id {UpstreamId} could not be stored: {Reason}. Record it with 'jobs resolve'.")]
        public static partial void OutcomeLost(ILogger logger, string jobId, string? upstreamId, string reason);

        [LoggerMessage(EventIds.OutcomeNotStored, LogLevel.Critical, "The submit outcome of job {JobId} with upstream id {UpstreamId} is not stored yet, because the database fails: {Reason}. This node retries until it is stored. If this node stops first, record the outcome with 'jobs resolve'.")]
        public static partial void OutcomeNotStored(ILogger logger, string jobId, string? upstreamId, string? reason);

        [LoggerMessage(EventIds.OutcomeStoredLate, LogLevel.Information, "The submit outcome of job {JobId} was stored after the database failed for a while.")]
        public static partial void OutcomeStoredLate(ILogger logger, string jobId);
    }
}

using System.Data.Common;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>Stores what a submit came to, whether or not its client still waits.</summary>
internal sealed partial class OutcomeStore(JobStore jobs, PollSpacing spacing, GatewayOptions options, TimeProvider time, ILogger<OutcomeStore> logger)
{
    private static readonly TimeSpan RetryWindow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    public async Task<Job> StoreAsync(Job job, Submission submission)
    {
        var (attempt, now) = (submission.Attempt, time.GetUtcNow());
        if (submission.Report is not SubmitReport.Accepted accepted)
            return await StoreUnknownAsync(job, submission, submission.Report is SubmitReport.Unknown unknown ? unknown.Why : "no report");
        var next = now + spacing.Next(attempt.Model, TimeSpan.Zero);
        return await StoreWithRetryAsync(job.Id, accepted.UpstreamId, job, async () =>
                await jobs.AcceptedAsync(attempt, accepted, now.ToUnixTimeMilliseconds(), next.ToUnixTimeMilliseconds(), CancellationToken.None)
                ?? await StoredBeforeAsync(job, attempt))
            ?? await StoreUnknownAsync(job, submission, "the reply names a task that belongs to another attempt");
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
            attempt, why, now.ToUnixTimeMilliseconds(), next.ToUnixTimeMilliseconds(), CancellationToken.None)) ?? job;
    }

    /// <summary>The commit went through although it seemed not to; null when the id is another attempt's.</summary>
    private async Task<Job?> StoredBeforeAsync(Job job, Attempt attempt) =>
        (await jobs.FindAttemptAsync(attempt.Id, CancellationToken.None))?.State == AttemptState.Accepted
            ? await jobs.ReadAsync(job.Id, CancellationToken.None) ?? job
            : null;

    /// <summary>A paid video must not be forgotten because the database hiccuped: try for a while, then shout.</summary>
    /// <param name="jobId">For the log.</param>
    /// <param name="upstreamId">What an operator would need to find it.</param>
    /// <param name="otherwise">The answer when the database stays away.</param>
    /// <param name="store">Commits; the second time too when the first commit only seemed to fail.</param>
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
        [LoggerMessage(EventIds.OutcomeUnknown, LogLevel.Warning, "Job {JobId}: whether {Provider} took attempt {AttemptId} is unknown: {Why}. It is not sent again.")]
        public static partial void OutcomeUnknown(ILogger logger, string jobId, string attemptId, string provider, string why);

        [LoggerMessage(EventIds.Refused, LogLevel.Information, "Job {JobId}: {Provider} refused it as {Kind} ({NativeCode}).")]
        public static partial void Refused(ILogger logger, string jobId, string provider, string kind, string? nativeCode);

        [LoggerMessage(EventIds.OutcomeLost, LogLevel.Critical, "Job {JobId}: the database would not store the outcome of its submit; upstream id {UpstreamId}: {Why}. Resolve it by hand.")]
        public static partial void OutcomeLost(ILogger logger, string jobId, string? upstreamId, string why);
    }
}

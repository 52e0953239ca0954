using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>Polls the provider of one claimed job and applies its report.</summary>
internal sealed partial class JobPoller(
    ProviderRegistry providers, JobQueue queue, JobResults results, UpstreamClient upstream, UnknownSubmits unknown, LateJobs late, SecureContent secure, RetryQueue retries,
    StatusWatch watch, PollSchedule schedule, DestinationHealth health, TrackerOptions options, TimeProvider time, ILogger<JobPoller> logger)
{
    public async Task PollAsync(ClaimedJob claimed, string owner, CancellationToken cancel)
    {
        var (job, attempt) = claimed;
        if (job.ParkedAt is not null) job = await queue.UnparkAsync(job.Id, owner, Now(), cancel) ?? job;
        if (PolledJob.Find(providers, job, attempt, owner) is not { } polled)
        {
            await PostponeAsync(job, owner, $"provider '{attempt.Provider}' is no longer in the configuration", null, cancel);
            return;
        }

        if (attempt.State != AttemptState.Accepted) await unknown.SettleAsync(polled, cancel);
        else if (job.IsTerminal) await late.PollAsync(polled, cancel);
        else await PollUnfinishedAsync(polled, cancel);
    }

    private async Task PollUnfinishedAsync(PolledJob polled, CancellationToken cancel)
    {
        var (job, owner) = (polled.Job, polled.Owner);
        var answer = await upstream.PollAsync(polled, cancel);
        var report = answer.Report;
        if (report is not null) watch.Observe(polled, report);
        if (job.DeadlineAt <= Now() && report?.State is null or ReportedState.Queued or ReportedState.InProgress)
            await FinishAsync(polled, Expired(job, owner), null, cancel);
        else if (report is null)
            await PostponeAsync(job, owner, answer.Failure!, answer.RetryAfter, cancel);
        else if (IsNotKnownYet(polled, report))
            await queue.PostponeAsync(job.Id, owner, 0, (time.GetUtcNow() + schedule.Next(polled.Attempt.Model, TimeSpan.Zero)).ToUnixTimeMilliseconds(), cancel);
        else if (await secure(polled, report, cancel) is not { } secured)
            await (job.DeadlineAt <= Now() ? FinishAsync(polled, Expired(job, owner), null, cancel) : PostponeAsync(job, owner, "the video in the reply could not be read", null, cancel));
        else if (EndingOf(polled, secured, answer.Words) is not { } ending)
            await ProgressAsync(polled, secured, cancel);
        else if (polled.Provider.Config.RetryGeneration && secured.State == ReportedState.Failed && !FaultRules.IsAboutRequest(ErrorCodes.KindOf(ending.ErrorCode)))
            await RetryElsewhereAsync(new FailedGeneration(polled, secured.Fault ?? new ProviderFault(FaultKind.Internal, ending.ErrorMessage!), ending), cancel);
        else
            await FinishAsync(polled, ending, ending.Status == JobStatus.Completed ? VideoResult.Of(job, secured) : null, cancel);
    }

    /// <summary>The reads of some providers lag behind their writes, so a task may be unknown for a while after its accept.</summary>
    private bool IsNotKnownYet(PolledJob polled, JobReport report) =>
        report is { State: ReportedState.Failed, Fault.Kind: FaultKind.NotFound }
        && time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(polled.Attempt.ResolvedAt ?? polled.Attempt.CreatedAt) < options.NotFoundGrace;

    /// <summary>Queues the job for another offering. The node keeps the job's lease until the retry has started.</summary>
    private async Task RetryElsewhereAsync(FailedGeneration failed, CancellationToken cancel)
    {
        var polled = failed.Polled;
        health.Failed(polled.Place, failed.Fault.Kind, null);
        // If the queue is full, the job is polled again later. The provider will then report the same failure, which queues the job again.
        var later = time.GetUtcNow() + schedule.Next(polled.Attempt.Model, TimeSpan.Zero);
        if (!retries.TryAdd(failed)) await queue.PostponeAsync(polled.Job.Id, polled.Owner, 0, later.ToUnixTimeMilliseconds(), cancel);
    }

    private async Task ProgressAsync(PolledJob polled, JobReport report, CancellationToken cancel)
    {
        var (job, attempt) = (polled.Job, polled.Attempt);
        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(attempt.CreatedAt);
        var next = time.GetUtcNow() + (report.PollAfter ?? schedule.Next(attempt.Model, age));
        var status = report.State == ReportedState.Queued ? JobStatus.Queued : JobStatus.InProgress;
        var poll = new PollResult(job.Id, polled.Owner, status, Math.Clamp(report.Progress ?? 0, 0, 99), next.ToUnixTimeMilliseconds());
        await results.ProgressAsync(poll, attempt, report.Note?.ToJsonString(), cancel);
    }

    private async Task FinishAsync(PolledJob polled, JobEnding ending, VideoResult? result, CancellationToken cancel)
    {
        watch.Forget(ending.JobId);
        if (await results.FinishAsync(ending, polled.Attempt, result, cancel) is null) return;
        if (ending.Status == JobStatus.Completed)
        {
            schedule.Learn(polled.Attempt.Model, TimeSpan.FromMilliseconds(ending.Now - polled.Attempt.CreatedAt));
            health.Succeeded(polled.Place);
            if (result?.Deviation is { } deviation) Log.Deviates(logger, ending.JobId, polled.Place, deviation);
        }
        else if (ending.Status == JobStatus.Failed) health.Failed(polled.Place, ErrorCodes.KindOf(ending.ErrorCode), null);

        Log.Finished(logger, ending.JobId, polled.Attempt.Provider, ending.ErrorCode is { } code ? $"{ending.Status} ({code})" : ending.Status);
    }

    private async Task PostponeAsync(Job job, string owner, string reason, TimeSpan? retryAfter, CancellationToken cancel)
    {
        var failures = job.PollFailures + 1;
        var now = Now();
        var next = now + (long)PollSchedule.Backoff(failures, retryAfter).TotalMilliseconds;
        // The deadline is only checked at a poll, so the next poll must not be later than the deadline.
        if (!job.IsTerminal && job.DeadlineAt > now && job.DeadlineAt < next) next = job.DeadlineAt;
        Log.PollFailed(logger, job.Id, job.Provider, failures, reason, TimeSpan.FromMilliseconds(next - now));
        await queue.PostponeAsync(job.Id, owner, failures, next, cancel);
    }

    /// <summary>Returns how the job ends, or null while the provider is still making the video.</summary>
    private JobEnding? EndingOf(PolledJob polled, JobReport report, ReplyWords? words)
    {
        var (job, owner) = (polled.Job, polled.Owner);
        return report.State switch
        {
            ReportedState.Completed when report.Content.ContainsKey(JobReport.VideoVariant) => new JobEnding(job.Id, owner, JobStatus.Completed, Now())
            {
                ExpiresAt = report.ContentLifetime is { } life ? Now() + (long)life.TotalMilliseconds : null,
                ChargedMicros = polled.Attempt.PriceMicros,
            },
            ReportedState.Completed when report.Fault is { Kind: FaultKind.ContentPolicy } filtered =>
                Failed(job, owner, filtered),
            ReportedState.Completed => Ending(job, owner, JobStatus.Failed, ErrorCodes.NoVideo, NoVideo(report)) with
            {
                ErrorDetails = ErrorDetails.OfWords(words?.Message),
                ProviderMessage = words?.Body,
            },
            ReportedState.Failed when report.Fault is { } fault => Failed(job, owner, fault) with { ProviderMessage = words?.Body },
            ReportedState.Failed => Ending(job, owner, JobStatus.Failed, ErrorCodes.Of(FaultKind.Internal), "The provider failed to make this video and gave no reason. Try again, or use another model.") with
            {
                ErrorDetails = ErrorDetails.OfWords(words?.Message),
                ProviderMessage = words?.Body,
            },
            ReportedState.Canceled => Ending(job, owner, JobStatus.Canceled, ErrorCodes.Canceled, "The provider canceled this video. Create it again if you still need it."),
            ReportedState.Expired => Ending(job, owner, JobStatus.Expired, ErrorCodes.Expired, "The provider stopped this video because it passed the provider's own deadline. Try again."),
            _ => null,
        };
    }

    private static string NoVideo(JobReport report) => report.Remark is { } why
        ? $"The provider finished this task, but there is no video to download: {why}. Try again, or use another model."
        : "The provider finished this task without producing a video. Try again, or change the prompt.";

    /// <summary>Returns the end of a job at its deadline. The provider may still be working, so the tracker cancels the task and polls for a late video for 24 hours.</summary>
    private JobEnding Expired(Job job, string owner) =>
        Ending(job, owner, JobStatus.Expired, ErrorCodes.Expired, "The provider did not finish this video before its deadline. Try again.") with
        {
            Cancellation = Cancellation.Pending,
            LateUntil = Now() + (long)PollSchedule.LateWindow.TotalMilliseconds,
            NextPollAt = Now(),
        };

    private JobEnding Failed(Job job, string owner, ProviderFault fault) =>
        Ending(job, owner, JobStatus.Failed, ErrorCodes.Of(fault.Kind), ClientText.Of(fault).Message) with { ErrorDetails = ErrorDetails.Of(fault), Fault = fault };

    private JobEnding Ending(Job job, string owner, string status, string code, string message) =>
        new(job.Id, owner, status, Now()) { ErrorCode = code, ErrorMessage = message };

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static partial class Log
    {
        [LoggerMessage(EventIds.JobFinished, LogLevel.Information, "Job {JobId} ended at {Provider}: {Outcome}.")]
        public static partial void Finished(ILogger logger, string jobId, string provider, string outcome);

        [LoggerMessage(EventIds.PollFailed, LogLevel.Warning, "Poll failed for job {JobId} at {Provider} ({Failures} in a row): {Reason}. Next poll in {Delay}.")]
        public static partial void PollFailed(ILogger logger, string jobId, string provider, long failures, string reason, TimeSpan delay);

        [LoggerMessage(EventIds.VideoDeviates, LogLevel.Warning, "The video of job {JobId} from {Place} differs from its request: {Deviation}. The job is completed and charged as requested.")]
        public static partial void Deviates(ILogger logger, string jobId, string place, string deviation);
    }
}

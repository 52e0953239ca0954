using VideoProxy.Abstractions;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// Polls jobs that have ended while their provider may still be working, for example canceled and expired ones. Cancels their tasks
/// at the provider and stores the locations of late videos, so that they can be downloaded. The state of these jobs never changes.
/// </summary>
internal sealed partial class LateJobs(
    JobResults results, JobQueue queue, UpstreamClient upstream, SecureContent secure, PollSchedule schedule, TimeProvider time, ILogger<LateJobs> logger)
{
    private const int MostSteps = 5;

    /// <summary>Polls the provider once. Returns null if the poll failed or the lease is lost. The tracker then polls again later.</summary>
    public async Task<Job?> PollAsync(PolledJob polled, CancellationToken cancel)
    {
        var (job, attempt) = (polled.Job, polled.Attempt);
        var answer = await PollStepsAsync(polled, cancel);
        // The video of a deleted job is not stored. Only the outcome of its cancel is.
        var given = answer.Report is { HasStatus: true } said ? said : null;
        var report = given is not null && job.DeletedAt is null ? await secure(polled, given, cancel) : given;
        if (report is null)
        {
            await PostponeAsync(polled, PollSchedule.Backoff(job.PollFailures + 1, answer.RetryAfter), cancel);
            return null;
        }

        var settlement = await SettleAsync(polled, report, cancel);
        var settled = await results.SettleAsync(settlement, attempt, settlement.HasContent ? VideoResult.Of(job, report) : null, cancel);
        if (settled is not null && settlement.HasContent) Log.VideoFound(logger, job.Id, attempt.Provider, job.Status);
        return settled;
    }

    /// <summary>Runs all steps of a multi-step protocol in one poll, because a job that has ended stores no note between polls.</summary>
    private async Task<PollAnswer> PollStepsAsync(PolledJob polled, CancellationToken cancel)
    {
        var answer = await upstream.PollAsync(polled, cancel);
        for (var step = 1; step < MostSteps && answer.Report is { PollAfter.Ticks: 0, Note: { } note }; step++)
        {
            polled = new(polled.Job, polled.Attempt with { Note = note.ToJsonString() }, polled.Owner, polled.Provider, polled.Destination, polled.Offering);
            answer = await upstream.PollAsync(polled, cancel);
        }

        return answer;
    }

    private async Task<JobSettlement> SettleAsync(PolledJob polled, JobReport report, CancellationToken cancel)
    {
        var (job, price) = (polled.Job, polled.Attempt.PriceMicros);
        var isPending = job.Cancellation == Cancellation.Pending;
        var ended = new JobSettlement(job.Id, polled.Owner, null);
        switch (report.State)
        {
            case ReportedState.Completed:
                return ended with
                {
                    HasContent = report.Content.ContainsKey(JobReport.VideoVariant),
                    ExpiresAt = report.ContentLifetime is { } life ? Now() + (long)life.TotalMilliseconds : null,
                    Cancellation = isPending ? Cancellation.TooLate : null,
                    ChargedMicros = price,
                };
            case ReportedState.Canceled:
                return ended with { Cancellation = isPending ? Cancellation.Canceled : null };
            case ReportedState.Failed or ReportedState.Expired:
                return ended with { Cancellation = isPending ? Cancellation.TooLate : null };
        }

        var outcome = isPending ? await upstream.CancelAsync(polled, report.State, cancel) : job.Cancellation;
        if (isPending) Log.Canceled(logger, job.Id, polled.Place, outcome!);
        if (outcome == Cancellation.Canceled) return ended with { Cancellation = outcome };
        return ended with { Cancellation = outcome, ChargedMicros = outcome == Cancellation.Pending ? 0 : price, NextPollAt = NextPoll(job, outcome) };
    }

    /// <summary>Returns the time of the next poll, or null once the window for late videos is over.</summary>
    private long? NextPoll(Job job, string? outcome)
    {
        var next = Now() + (long)(outcome == Cancellation.Pending ? PollSchedule.FirstBackoff : schedule.Max).TotalMilliseconds;
        return next < job.LateUntil ? next : null;
    }

    private Task PostponeAsync(PolledJob polled, TimeSpan wait, CancellationToken cancel)
    {
        var next = Now() + (long)wait.TotalMilliseconds;
        return next < polled.Job.LateUntil
            ? queue.PostponeAsync(polled.Job.Id, polled.Owner, polled.Job.PollFailures + 1, next, cancel)
            : results.SettleAsync(new JobSettlement(polled.Job.Id, polled.Owner, null), polled.Attempt, null, cancel);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static partial class Log
    {
        [LoggerMessage(EventIds.LateVideo, LogLevel.Information, "Late video found for job {JobId} at {Provider}. The job stays {Status}, and the video can be downloaded.")]
        public static partial void VideoFound(ILogger logger, string jobId, string provider, string status);

        [LoggerMessage(EventIds.UpstreamCanceled, LogLevel.Information, "Upstream cancel of job {JobId} at {Place}: {Outcome}.")]
        public static partial void Canceled(ILogger logger, string jobId, string place, string outcome);
    }
}

using VideoProxy.Abstractions;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// Jobs that ended here while their provider goes on: canceled and expired ones. The provider is told to stop, and what it made
/// all the same can be fetched. The state stays as it is.
/// </summary>
internal sealed partial class LateJobs(
    JobResults results, JobQueue queue, UpstreamClient upstream, SecureContent secure, PollSchedule schedule, TimeProvider time, ILogger<LateJobs> logger)
{
    private const int MostSteps = 5;

    /// <summary>Null when the provider could not be asked or the lease is lost; then the tracker asks again later.</summary>
    public async Task<Job?> PollAsync(PolledJob polled, CancellationToken cancel)
    {
        var (job, attempt) = (polled.Job, polled.Attempt);
        var answer = await PollStepsAsync(polled, cancel);
        if (answer.Report is not { } report || !await secure(polled, report, cancel))
        {
            await PostponeAsync(polled, PollSchedule.Backoff(job.PollFailures + 1, answer.RetryAfter), cancel);
            return null;
        }

        var settlement = await SettleAsync(polled, report, cancel);
        var settled = await results.SettleAsync(settlement, attempt, settlement.HasContent ? VideoResult.Of(report) : null, cancel);
        if (settled is not null && settlement.HasContent) Log.Came(logger, job.Id, attempt.Provider, job.Status);
        return settled;
    }

    /// <summary>A protocol of several steps is gone through at once: an ended job keeps no note, so the next ask begins anew.</summary>
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

    /// <summary>Rarely, and not for ever: null after the day.</summary>
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
        [LoggerMessage(EventIds.LateVideo, LogLevel.Information, "Job {JobId}: {Provider} has made the video after all; the job stays {Status}, its bytes can be fetched.")]
        public static partial void Came(ILogger logger, string jobId, string provider, string status);

        [LoggerMessage(EventIds.UpstreamCanceled, LogLevel.Information, "Job {JobId}: {Place} was told to stop: {Outcome}.")]
        public static partial void Canceled(ILogger logger, string jobId, string place, string outcome);
    }
}

using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// The reconciler. It looks up submits whose outcome is unknown at the provider and never sends them again. A task is adopted if
/// the provider's notification named it and a poll confirms it. Otherwise it is adopted only if no attempt owns it, it is the
/// only candidate, and no other submit at that time can have created it.
/// </summary>
internal sealed partial class UnknownSubmits(
    JobStore jobs, JobResults results, JobQueue queue, AttemptSearch search, UpstreamClient upstream, PollSchedule schedule,
    TrackerOptions options, TimeProvider time, ILogger<UnknownSubmits> logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    // The provider's clock may differ from ours, and some providers report whole seconds.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    public async Task SettleAsync(PolledJob polled, CancellationToken cancel)
    {
        var (job, attempt) = (polled.Job, polled.Attempt);
        if (attempt.State == AttemptState.Unknown && (await ConfirmAsync(polled, cancel) ?? await FindAsync(polled, cancel)) is { } found)
        {
            await AdoptAsync(polled, found, cancel);
            return;
        }

        var now = Now();
        var giveUpAt = (attempt.ResolvedAt ?? now) + (long)options.UnknownGrace.TotalMilliseconds;
        if (attempt.State == AttemptState.Unknown && now < giveUpAt)
        {
            await queue.PostponeAsync(job.Id, polled.Owner, 0, Math.Min(giveUpAt, now + (long)LookAgain.TotalMilliseconds), cancel);
            return;
        }

        if (job.IsTerminal) await results.SettleAsync(new JobSettlement(job.Id, polled.Owner, null), attempt, null, cancel);
        else await GiveUpAsync(polled, cancel);
    }

    /// <summary>Returns the task that a notification named, if a poll confirms that it exists and no attempt owns it.</summary>
    private async Task<FoundJob?> ConfirmAsync(PolledJob polled, CancellationToken cancel)
    {
        if (polled.Attempt.HintedId is not { } id) return null;
        var hinted = new PolledJob(polled.Job, polled.Attempt with { UpstreamId = id }, polled.Owner, polled.Provider, polled.Destination, polled.Offering);
        var report = (await upstream.PollAsync(hinted, cancel)).Report;
        if (report is null or { HasStatus: false } or { State: ReportedState.Failed, Fault.Kind: FaultKind.NotFound }) return null;
        return (await search.FindUnownedAsync(polled.Attempt, [new FoundJob(id, time.GetUtcNow())], cancel)).SingleOrDefault();
    }

    private async Task<FoundJob?> FindAsync(PolledJob polled, CancellationToken cancel)
    {
        var attempt = polled.Attempt;
        if (polled.Provider.Translator is not IFindJobs finder) return null;
        var window = new SubmitWindow(
            DateTimeOffset.FromUnixTimeMilliseconds(attempt.CreatedAt) - Skew,
            DateTimeOffset.FromUnixTimeMilliseconds(attempt.ResolvedAt ?? Now()) + Skew);
        if (await upstream.FindAsync(polled, finder, window, cancel) is not { } found) return null;
        var free = await search.FindUnownedAsync(attempt, found, cancel);
        if (free.Count != 1 || !UpstreamIds.IsUsable(free[0].UpstreamId)) return null;
        return await search.IsOnlySubmitAsync(attempt, window, Skew, cancel) ? free[0] : null;
    }

    private async Task AdoptAsync(PolledJob polled, FoundJob found, CancellationToken cancel)
    {
        var next = time.GetUtcNow() + schedule.Next(polled.Attempt.Model, TimeSpan.Zero);
        var adopted = await jobs.AcceptedAsync(polled.Attempt, new SubmitReport.Accepted(found.UpstreamId), Now(), next.ToUnixTimeMilliseconds(), cancel);
        await queue.PostponeAsync(polled.Job.Id, polled.Owner, 0, adopted?.NextPollAt ?? next.ToUnixTimeMilliseconds(), cancel);
        if (adopted is not null) Log.Adopted(logger, polled.Job.Id, polled.Place, ProviderText.Clean(found.UpstreamId));
    }

    private async Task GiveUpAsync(PolledJob polled, CancellationToken cancel)
    {
        var ending = new JobEnding(polled.Job.Id, polled.Owner, JobStatus.Failed, Now())
        {
            ErrorCode = ErrorCodes.SubmissionUnknown,
            ErrorMessage = "The provider did not confirm this submission, so the video may or may not exist there. It was not submitted again and was not charged. Create it again if you still need it.",
            ErrorDetails = ErrorDetails.OfWords(polled.Attempt.ProviderMessage),
        };
        if (await results.FinishAsync(ending, polled.Attempt, null, cancel) is not null) Log.GivenUp(logger, polled.Job.Id, polled.Place);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static partial class Log
    {
        [LoggerMessage(EventIds.Adopted, LogLevel.Information, "Submit of job {JobId} had an unknown outcome and was found at {Place} as task {UpstreamId}.")]
        public static partial void Adopted(ILogger logger, string jobId, string place, string upstreamId);

        [LoggerMessage(EventIds.JobFinished, LogLevel.Warning, "Job {JobId} failed as submission_unknown, because its task could not be identified at {Place}. If the provider has the task, record it with 'jobs resolve'.")]
        public static partial void GivenUp(ILogger logger, string jobId, string place);
    }
}

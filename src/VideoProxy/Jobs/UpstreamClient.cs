using VideoProxy.Abstractions;
using VideoProxy.Errors;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>Polls, cancels and looks up tasks at a provider.</summary>
internal sealed class UpstreamClient(ProviderClient client, Alarms alarms, UsableContent usable)
{
    public async Task<PollAnswer> PollAsync(PolledJob polled, CancellationToken cancel)
    {
        var (reply, failure) = await SendAsync(polled, polled.Provider.Translator.Poll(polled.ProviderJob), cancel);
        // Such a failure is about the provider or our key, so it never fails the job.
        if (failure is not null) return PollAnswer.Failed(failure, reply?.RetryAfter);
        var text = polled.Provider.Text;
        var report = usable.Check(text.Of(polled.Provider.Translator.ReadPoll(polled.ProviderJob, reply!)));
        if (report is { State: ReportedState.Unreadable, Fault.Kind: FaultKind.Authentication or FaultKind.Permission }) RaiseRefused(polled, $"as {ErrorCodes.Of(report.Fault.Kind)}");
        else if (report.Fault is { } fault && ClientText.IsOperators(fault.Kind)) alarms.Raise(polled.Place, $"{polled.Place} failed a video with the fault {ErrorCodes.Of(fault.Kind)}. Check its API key and account.");
        else alarms.Clear(polled.Place);
        if (report.State == ReportedState.Unreadable) return PollAnswer.Failed(report.Remark ?? "the reply cannot be read");
        return new(report, null, null) { Words = GivesNoReason(report) ? ReplyWords.Of(reply!, text) : null };
    }

    /// <summary>Cancels a task. Returns an outcome of <see cref="Cancellation"/>. The outcome is pending if the provider gave no clear reply.</summary>
    public async Task<string> CancelAsync(PolledJob polled, ReportedState state, CancellationToken cancel)
    {
        if (polled.Provider.Translator is not ICancelJobs canceler) return Cancellation.Unsupported;
        if (canceler.Cancel(polled.ProviderJob, state) is not { } call) return TooLateOrNever(canceler, polled.ProviderJob);
        var (reply, failure) = await SendAsync(polled, call, cancel);
        if (failure is not null) return Cancellation.Pending;
        return canceler.ReadCancel(polled.ProviderJob, reply!) ? Cancellation.Canceled : Cancellation.TooLate;
    }

    /// <summary>Returns the tasks that may belong to the attempt, or null if the provider cannot list them now.</summary>
    public async Task<IReadOnlyList<FoundJob>?> FindAsync(PolledJob polled, IFindJobs finder, SubmitWindow window, CancellationToken cancel)
    {
        if (finder.Find(polled.ProviderJob, window) is not { } call) return null;
        var (reply, failure) = await SendAsync(polled, call, cancel);
        return failure is null ? finder.ReadFind(polled.ProviderJob, window, reply!) : null;
    }

    /// <summary>Returns whether the task ended without a video, and the plugin found no reason in the reply.</summary>
    private static bool GivesNoReason(JobReport report) => report.State switch
    {
        ReportedState.Completed => !report.Content.ContainsKey(JobReport.VideoVariant),
        ReportedState.Failed => report.Fault is null or { Message: ProviderFault.NoReason },
        _ => false,
    };

    /// <summary>Returns whether the cancel came too late or is never possible. A provider that cannot cancel a queued task cannot cancel any.</summary>
    private static string TooLateOrNever(ICancelJobs canceler, ProviderJob job) =>
        canceler.Cancel(job, ReportedState.Queued) is null ? Cancellation.Unsupported : Cancellation.TooLate;

    private async Task<(ProviderReply? Reply, string? Failure)> SendAsync(PolledJob polled, ProviderCall call, CancellationToken cancel)
    {
        var answer = await client.SendAsync(polled.Provider, polled.Destination, call, cancel);
        if (answer.Reply is not { } reply) return (null, answer.Failure);
        if (reply.Status is 401 or 403) RaiseRefused(polled, $"with HTTP {reply.Status}");
        return (reply, reply.Status is >= 500 or 429 or 401 or 403 ? $"HTTP {reply.Status}" : null);
    }

    private void RaiseRefused(PolledJob polled, string how) => alarms.Raise(
        polled.Place, $"{polled.Place} refuses our key {how}. Its jobs wait. Correct its credentials in {Path.GetFileName(polled.Provider.Config.File)} or in the environment.");
}

/// <summary>The outcome of a poll: a report, or the reason for its failure.</summary>
internal sealed record PollAnswer(JobReport? Report, string? Failure, TimeSpan? RetryAfter)
{
    /// <summary>What the provider said in a reply that ends the task without a reason.</summary>
    public ReplyWords? Words { get; init; }

    public static PollAnswer Failed(string reason, TimeSpan? retryAfter = null) => new(null, reason, retryAfter);
}

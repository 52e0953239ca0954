using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>
/// Sends a committed submission and stores its outcome. A definite refusal may go to the next candidate, or again with a fresh
/// token; anything else is never sent again.
/// </summary>
internal sealed class Submitter(JobFactory factory, OutcomeStore outcomes, Tokens tokens, DestinationHealth health, Alarms alarms)
{
    public const int MaxAttempts = 3;

    public async Task<SubmitOutcome> RunAsync(Job job, Submission submission, SubmitRoute route)
    {
        var refusals = new List<ProviderFault>();
        var rest = new Queue<Catalog.Candidate>(route.Rest);
        var isFresh = false;
        while (true)
        {
            await route.SendAsync(submission);
            var isStale = !isFresh && HasStaleToken(submission);
            if (!isStale) RecordHealth(submission);
            if (submission.Report is not SubmitReport.Rejected { Fault: var fault })
                return new SubmitOutcome(await outcomes.StoreAsync(job, submission), submission);

            var following = isStale ? submission.Candidate : !FaultRules.IsAboutRequest(fault.Kind) && rest.TryDequeue(out var next) ? next : null;
            if (following is null
                || await route.PrepareAsync(following) is not { } ready
                || await MoveAsync(job, submission, fault, ready) is not { } moved)
                return new SubmitOutcome(job, submission) { Refusals = [.. refusals, fault] };

            if (!isStale) refusals.Add(fault);
            (job, submission) = moved;
            isFresh = isStale;
        }
    }

    private Task<(Job Job, Submission Submission)?> MoveAsync(Job job, Submission refused, ProviderFault fault, Catalog.Candidate next) =>
        outcomes.StoreWithRetryAsync(job.Id, null, null, () => factory.TryNextAsync(job, refused.Attempt, fault, next));

    /// <summary>A token that ended early says nothing about its destination, which is asked once more with a fresh one.</summary>
    private bool HasStaleToken(Submission submission) =>
        submission.Report is SubmitReport.Rejected { Fault.Kind: FaultKind.Authentication }
        && tokens.Drop(submission.Candidate.Destination, submission.Access);

    private void RecordHealth(Submission submission)
    {
        var place = submission.Candidate.Place;
        if (submission.Report is SubmitReport.Accepted) health.Succeeded(place);
        else if (submission.Report is SubmitReport.Rejected { Fault: var fault }) health.Failed(place, fault.Kind, fault.RetryAfter);
        else health.Failed(place, FaultKind.Internal, null);

        if (submission.Report is SubmitReport.Accepted) alarms.Clear(place);
        else if (submission.Report is SubmitReport.Rejected { Fault: { Kind: FaultKind.Authentication or FaultKind.Permission or FaultKind.InsufficientQuota } ours })
            alarms.Raise(place, $"{place} refuses what we send as {ErrorCodes.Of(ours.Kind)}. Put its key or account right; meanwhile other providers are tried first.");
    }
}

/// <summary>What a job's submissions came to: its outcome is stored, or the last refusal is still to be.</summary>
/// <param name="Job">The row as it is now.</param>
/// <param name="Last">The last submission.</param>
internal sealed record SubmitOutcome(Job Job, Submission Last)
{
    /// <summary>Every refusal in their order; empty once one was accepted or is unknown.</summary>
    public IReadOnlyList<ProviderFault> Refusals { get; init; } = [];

    /// <summary>The first refusal by somebody who was there to refuse.</summary>
    public ProviderFault FirstMeaningfulRefusal => Refusals.FirstOrDefault(fault => fault.Kind != FaultKind.Unavailable) ?? Refusals[0];
}

/// <summary>How a submission is put on the wire, and what comes after it if it is refused.</summary>
/// <param name="Rest">The candidates after the first, best first.</param>
/// <param name="SendAsync">Leaves a report in the submission.</param>
/// <param name="PrepareAsync">The candidate with its media in the form that it takes; null when they cannot be had.</param>
internal sealed record SubmitRoute(
    IReadOnlyList<Candidate> Rest, Func<Submission, Task> SendAsync, Func<Candidate, Task<Candidate?>> PrepareAsync);

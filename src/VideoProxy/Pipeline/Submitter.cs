using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>
/// Sends a committed submission and stores its outcome. After a definite refusal it tries the next candidate, or the same candidate
/// again with a new token. After any other outcome nothing is sent again.
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
        outcomes.StoreNextAsync<(Job Job, Submission Submission)?>(null, () => factory.TryNextAsync(job, refused.Attempt, fault, next));

    /// <summary>
    /// Returns whether the provider refused a cached token. Such a refusal says nothing about the destination's health, so the
    /// submission is repeated once with a new token.
    /// </summary>
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
            alarms.Raise(place, $"{place} refuses requests with the fault {ErrorCodes.Of(ours.Kind)}. Check its API key and account. Meanwhile, other providers are tried first.");
    }
}

/// <summary>The result of a job's submissions. An accepted or unknown outcome is already stored. The caller must store a refusal.</summary>
/// <param name="Job">The current row of the job.</param>
/// <param name="Last">The last submission.</param>
internal sealed record SubmitOutcome(Job Job, Submission Last)
{
    /// <summary>All refusals in order. Empty if a submission was accepted or its outcome is unknown.</summary>
    public IReadOnlyList<ProviderFault> Refusals { get; init; } = [];

    /// <summary>The first refusal by a provider that could be reached, or the first refusal if none could be reached.</summary>
    public ProviderFault FirstMeaningfulRefusal => Refusals.FirstOrDefault(fault => fault.Kind != FaultKind.Unavailable) ?? Refusals[0];
}

/// <summary>How to send a submission, and which candidates to try if it is refused.</summary>
/// <param name="Rest">The candidates after the first, best first.</param>
/// <param name="SendAsync">Sends the submission and stores the report in it.</param>
/// <param name="PrepareAsync">Returns the candidate with its media in the form that its provider accepts, or null if an image cannot be downloaded.</param>
internal sealed record SubmitRoute(
    IReadOnlyList<Candidate> Rest, Func<Submission, Task> SendAsync, Func<Candidate, Task<Candidate?>> PrepareAsync);

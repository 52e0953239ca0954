using VideoProxy.Abstractions;
using VideoProxy.Accounts;
using VideoProxy.Catalog;
using VideoProxy.Dialects;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>
/// Step 5 of a create, the one that costs money:
/// (1) commit the job and its attempt; (2) send the native call through YARP, free of the client's connection;
/// (3) commit the outcome; (4) a definite refusal may go to the next offering, or again with a fresh token; (5) answer.
/// </summary>
internal sealed class SubmitStep(
    RequestDelegate next, JobFactory factory, InlineMedia media, SubmitSender sender, OutcomeStore outcomes, Replays replays,
    Tokens tokens, DestinationHealth health, Alarms alarms)
{
    private const int MaxAttempts = 3;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<CreateRequest>();
        var choice = context.Features.GetRequiredFeature<Choice>();
        var candidates = choice.Candidates;
        var caller = context.Features.GetRequiredFeature<Caller>();
        var mark = context.Features.GetRequiredFeature<CreateMark>();

        // (1)
        if (await factory.CreateAsync(request, caller, mark, candidates[0], LinkBase(context), context.RequestAborted) is not { } created)
        {
            await AnswerReplayAsync(context, caller, mark);
            return;
        }

        var (job, submission) = created;
        context.Features.Set(job);
        var most = IsPinned(context, choice) ? 1 : Math.Min(MaxAttempts, candidates.Count);
        var refusals = new List<ProviderFault>();
        var (number, isFresh) = (1, false);
        while (true)
        {
            // (2)
            await sender.SendAsync(context, next, submission);
            var isStale = !isFresh && HasStaleToken(submission);
            if (!isStale) Remember(submission);
            // (3)
            if (submission.Report is not SubmitReport.Rejected { Fault: var fault })
            {
                await context.Dialect().AnswerCreateAsync(context, await outcomes.StoreAsync(job, submission));
                return;
            }

            // (4)
            var following = isStale ? submission.Candidate : number < most && MayMove(fault) ? candidates[number++] : null;
            if (following is not null
                && (await media.PrepareAsync(context, following, CancellationToken.None)).Ready is { } ready
                && await factory.TryNextAsync(job, submission, fault, ready) is { } moved)
            {
                if (!isStale) refusals.Add(fault);
                (job, submission) = moved;
                isFresh = isStale;
                continue;
            }

            // (5)
            refusals.Add(fault);
            await outcomes.RefuseAsync(job, submission, fault, Meaningful(refusals));
            await context.WriteErrorAsync(ApiErrors.Refused(Meaningful(refusals)));
            return;
        }
    }

    /// <summary>A token that ended early says nothing about its destination, which is asked once more with a fresh one.</summary>
    private bool HasStaleToken(Submission submission) =>
        submission.Report is SubmitReport.Rejected { Fault.Kind: FaultKind.Authentication }
        && tokens.Drop(submission.Candidate.Destination, submission.Access);

    /// <summary>The same create came twice at once: the other one was faster.</summary>
    private async Task AnswerReplayAsync(HttpContext context, Caller caller, CreateMark mark)
    {
        if (await replays.FindAsync(caller.Org, mark.IdempotencyKey!, context.RequestAborted) is { } made) await ReplayAnswer.WriteAsync(context, made, mark);
        else await context.WriteErrorAsync(ApiErrors.KeyInProgress());
    }

    private void Remember(Submission submission)
    {
        var place = submission.Candidate.Place;
        if (submission.Report is SubmitReport.Accepted) health.Succeeded(place);
        else if (submission.Report is SubmitReport.Rejected { Fault: var fault }) health.Failed(place, fault.Kind, fault.RetryAfter);
        else health.Failed(place, FaultKind.Internal, null);

        if (submission.Report is SubmitReport.Accepted) alarms.Clear(place);
        else if (submission.Report is SubmitReport.Rejected { Fault: { Kind: FaultKind.Authentication or FaultKind.Permission or FaultKind.InsufficientQuota } ours })
            alarms.Raise(place, $"{place} refuses what we send as {ErrorCodes.Of(ours.Kind)}. Put its key or account right; meanwhile other providers are tried first.");
    }

    /// <summary>Another provider would refuse a bad request or a banned prompt just the same.</summary>
    private static bool MayMove(ProviderFault fault) => fault.Kind is not (FaultKind.InvalidRequest or FaultKind.ContentPolicy);

    /// <summary>The first refusal by somebody who was there to refuse.</summary>
    private static ProviderFault Meaningful(List<ProviderFault> refusals) =>
        refusals.FirstOrDefault(fault => fault.Kind != FaultKind.Unavailable) ?? refusals[0];

    private static bool IsPinned(HttpContext context, Choice choice) =>
        choice.IsPinned || context.Request.Headers["x-no-fallback"].ToString() is "true" or "1";

    private static string LinkBase(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}

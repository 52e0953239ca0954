using VideoProxy.Accounts;
using VideoProxy.Catalog;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Pipeline;

/// <summary>
/// Step 6 of a create. Commits the job and its attempt, sends the native call through YARP, commits the outcome, and answers. The
/// call continues if the client disconnects, because the provider may already charge for it.
/// </summary>
internal sealed class SubmitStep(RequestDelegate next, JobFactory factory, InlineMedia media, SubmitSender sender, Submitter submitter, OutcomeStore outcomes, Replays replays)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await SubmitAsync(context) is { } job) await context.Dialect().AnswerCreateAsync(context, job);
    }

    /// <summary>
    /// Submits the job. If the request is a replay or is refused, writes the answer and returns null. This code is a separate method, so
    /// that its local variables do not stay in memory while the answer waits for the video.
    /// </summary>
    private async Task<Job?> SubmitAsync(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<CreateRequest>();
        var caller = context.Features.GetRequiredFeature<Caller>();
        var fingerprint = context.Features.GetRequiredFeature<CreateFingerprint>();
        var choice = context.Features.GetRequiredFeature<Choice>();
        IReadOnlyList<Candidate> candidates = IsPinned(context, choice) ? [choice.Candidates[0]] : choice.Candidates;

        if (await factory.CreateAsync(request, caller, fingerprint, candidates, LinkBase(context), context.RequestAborted) is not { } created)
        {
            await AnswerReplayAsync(context, caller, fingerprint);
            return null;
        }

        context.Features.Set(created.Job);
        var route = new SubmitRoute(
            [.. candidates.Skip(1).Take(Submitter.MaxAttempts - 1)],
            submission => sender.SendAsync(context, next, submission),
            async candidate => (await media.PrepareAsync(context, candidate, CancellationToken.None)).Ready);
        var outcome = await submitter.RunAsync(created.Job, created.Submission, route);
        if (outcome.Refusals.Count == 0) return outcome.Job;

        await outcomes.RefuseAsync(outcome.Job, outcome.Last, outcome.Refusals[^1], outcome.FirstMeaningfulRefusal);
        await context.WriteErrorAsync(ApiErrors.Refused(outcome.FirstMeaningfulRefusal));
        return null;
    }

    /// <summary>Answers a create that lost the race against a concurrent create with the same idempotency key.</summary>
    private async Task AnswerReplayAsync(HttpContext context, Caller caller, CreateFingerprint fingerprint)
    {
        if (await replays.FindAsync(caller.Org, fingerprint.IdempotencyKey!, context.RequestAborted) is { } made) await ReplayAnswer.WriteAsync(context, made, fingerprint);
        else await context.WriteErrorAsync(ApiErrors.KeyInProgress());
    }

    private static bool IsPinned(HttpContext context, Choice choice) =>
        choice.IsPinned || context.Request.Headers["x-no-fallback"].ToString() is "true" or "1";

    private static string LinkBase(HttpContext context) =>
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase.ToUriComponent().TrimEnd('/')}";
}

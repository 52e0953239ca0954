using VideoProxy.Abstractions;
using VideoProxy.Accounts;
using VideoProxy.Catalog;
using VideoProxy.Dialects;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Jobs;

namespace VideoProxy.Pipeline;

/// <summary>
/// Step 3 of a create, the one that costs money:
/// (1) commit the job and its attempt; (2) send the native call through YARP, free of the client's connection;
/// (3) commit the outcome; (4) a definite refusal may go to the next offering; (5) answer.
/// </summary>
internal sealed class SubmitStep(RequestDelegate next, JobFactory factory, SubmitSender sender, OutcomeStore outcomes, RetrieveVideo answer)
{
    private const int MaxAttempts = 3;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<CreateRequest>();
        var candidates = context.Features.GetRequiredFeature<Choice>().Candidates;
        var caller = context.Features.GetRequiredFeature<Caller>();
        var most = IsPinned(context, request) ? 1 : Math.Min(MaxAttempts, candidates.Count);

        // (1)
        var (job, submission) = await factory.CreateAsync(request, caller, candidates[0], LinkBase(context), context.RequestAborted);
        ProviderFault? first = null;
        for (var number = 1; ; number++)
        {
            // (2)
            await sender.SendAsync(context, next, submission);
            // (3)
            if (submission.Report is not SubmitReport.Rejected refused)
            {
                await AnswerAsync(context, await outcomes.StoreAsync(job, submission));
                return;
            }

            first ??= refused.Fault;
            // (4)
            if (number < most && MayMove(refused.Fault) && await factory.TryNextAsync(job, submission, refused.Fault, candidates[number]) is { } moved)
            {
                (job, submission) = moved;
                continue;
            }

            await outcomes.RefuseAsync(submission, refused.Fault, first);
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.Refused(first));
            return;
        }
    }

    // (5)
    private Task AnswerAsync(HttpContext context, Job job) => answer.WriteAsync(context, job);

    /// <summary>Another provider would refuse a bad request or a banned prompt just the same.</summary>
    private static bool MayMove(ProviderFault fault) => fault.Kind is not (FaultKind.InvalidRequest or FaultKind.ContentPolicy);

    private static bool IsPinned(HttpContext context, CreateRequest request)
    {
        var provider = context.Features.GetRequiredFeature<Choice>().Candidates[0].Provider.Id;
        return request.Video.Model.StartsWith(provider + "/", StringComparison.Ordinal)
            || context.Request.Headers["x-no-fallback"].ToString() is "true" or "1";
    }

    private static string LinkBase(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}

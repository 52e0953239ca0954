using VideoProxy.Abstractions;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Serves <c>GET /api/v1/videos/{id}</c>. The answer to a create has the same body, so this class writes that too.</summary>
internal sealed class RetrieveVideo(CallerJobs jobs, OpenRouterJobWriter writer)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await jobs.FindAsync(context) is { } job) await WriteAsync(context, job, StatusCodes.Status200OK);
    }

    public Task AnswerCreateAsync(HttpContext context, Job job)
    {
        if (Ignored(context) is { Count: > 0 } ignored) context.Response.Headers["x-ignored"] = string.Join(", ", ignored);
        return WriteAsync(context, job, StatusCodes.Status202Accepted);
    }

    private async Task WriteAsync(HttpContext context, Job job, int status)
    {
        var generationId = await writer.GenerationIdAsync(job, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, json => writer.Write(json, job, generationId), status);
    }

    private static List<string> Ignored(HttpContext context)
    {
        // A replayed create has no offering, because it was not sent to a provider again.
        if (context.Features.Get<CreateRequest>() is not { } request || context.Features.Get<Offering>() is not { } offering) return [];
        return [.. request.Ignored, .. OfferingAdapter.Ignored(request.Video, OfferingAdapter.Apply(request.Video, offering))];
    }
}

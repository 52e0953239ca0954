using System.Globalization;
using VideoProxy.Accounts;
using VideoProxy.Configuration;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary><c>GET /v1/videos/{id}</c>: from the store, never upstream.</summary>
internal sealed class RetrieveVideo(JobStore jobs, OpenAiJobWriter writer, GatewayOptions options)
{
    public async Task HandleAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var job = await jobs.FindAsync(id, context.RequestAborted);
        if (job is null || job.Hidden || job.Org != context.Features.GetRequiredFeature<Caller>().Org)
        {
            await OpenAiErrorWriter.WriteAsync(context, ApiErrors.NotFound("Video not found"));
            return;
        }

        await WriteAsync(context, job);
    }

    public async Task WriteAsync(HttpContext context, Job job)
    {
        var response = context.Response;
        var body = writer.ToJson(job);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        if (!JobStatus.IsTerminal(job.Status))
            response.Headers["openai-poll-after-ms"] = options.Tracker.MinInterval.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}

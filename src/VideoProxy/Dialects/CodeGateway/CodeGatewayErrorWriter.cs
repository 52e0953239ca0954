using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.CodeGateway;

/// <summary>Writes <c>{"error":"…"}</c>, with the id of the video if there is one already.</summary>
internal static class CodeGatewayErrorWriter
{
    /// <summary>By this id <c>GET /v1/videos/{id}</c> finds the job.</summary>
    public const string IdHeader = "x-video-id";

    public static Task WriteAsync(HttpContext context, ApiError error)
    {
        if (context.Features.Get<Job>() is { } job) context.Response.Headers[IdHeader] = job.Id;
        return ErrorAnswer.WriteAsync(context, error, json => json.WriteString("error", error.Message));
    }
}

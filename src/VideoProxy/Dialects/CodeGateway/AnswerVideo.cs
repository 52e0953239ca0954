using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Content;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.CodeGateway;

/// <summary>Waits until the video has finished, then answers the create. A client that disconnects earlier finds the job with <c>GET /v1/videos</c>.</summary>
internal sealed class AnswerVideo(JobWatch watch, LinkSigner links, TrackerOptions tracker, TimeProvider time)
{
    // The tracker may need this long after the deadline to expire the job.
    private static readonly TimeSpan DeadlineGrace = TimeSpan.FromSeconds(30);

    public async Task AnswerCreateAsync(HttpContext context, Job job)
    {
        context.Features.Get<ReleaseCreate>()?.Invoke();
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(job.DeadlineAt) + tracker.MaxInterval + DeadlineGrace;
        job = await watch.EndAsync(job, deadline - time.GetUtcNow(), context.RequestAborted);
        context.RequestAborted.ThrowIfCancellationRequested();
        if (job.Status == JobStatus.Completed) await WriteAsync(context, job);
        else await context.WriteErrorAsync(Explain(job));
    }

    private Task WriteAsync(HttpContext context, Job job)
    {
        context.Response.Headers[CodeGatewayErrorWriter.IdHeader] = job.Id;
        var expires = links.NextExpiry();
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("created", job.CompletedAt!.Value / 1000);
            json.WriteString("model", job.Model);
            json.WriteString("serving", "presigned");
            json.WriteNumber("expires_at", expires);
            json.WriteStartArray("data");
            json.WriteStartObject();
            json.WriteString("url", links.LinkTo(job, expires: expires));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private ApiError Explain(Job job)
    {
        if (!job.IsTerminal && watch.IsOver) return ApiErrors.Stopping(job.Id);
        if (!job.IsTerminal || job.Status == JobStatus.Expired) return ApiErrors.DeadlinePassed();
        var message = job.ErrorMessage ?? "The video could not be generated.";
        return ErrorCodes.KindOf(job.ErrorCode) is var kind and (FaultKind.InvalidRequest or FaultKind.ContentPolicy)
            ? ApiErrors.Refused(new(kind, message))
            : ApiErrors.Upstream(message);
    }
}

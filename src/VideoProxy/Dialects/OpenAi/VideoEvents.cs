using System.Data.Common;
using System.Globalization;
using System.Text;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>
/// Serves <c>GET /v1/videos/{id}/events</c> as server-sent events: the current job, then the job after each change until it has
/// ended. If the job changes faster than events can be sent, only the newest state is sent.
/// </summary>
internal sealed class VideoEvents(RetrieveVideo videos, JobWatch watch, OpenAiJobWriter writer)
{
    // Proxies close idle connections, so a comment line is sent at this interval.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public async Task HandleAsync(HttpContext context)
    {
        if (await videos.FindAsync(context) is not { } job) return;
        var seen = LastSeen(context.Request);
        if (job.IsTerminal && job.Version <= seen)
        {
            // Only a 204 stops a browser from reconnecting after the job has ended.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(context, job, seen);
        }
        catch (Exception error) when (error is DbException or TimeoutException && context.Response.HasStarted)
        {
            // The client reconnects with the last event id that it has seen.
            context.Abort();
        }
    }

    private async Task SendAsync(HttpContext context, Job job, long seen)
    {
        while (true)
        {
            var text = job.Version > seen ? EventOf(job) : ": keep-alive\n\n"u8.ToArray();
            await context.Response.Body.WriteAsync(text, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (job.IsTerminal || watch.IsOver) return;
            seen = Math.Max(seen, job.Version);
            job = await watch.NextAsync(job, KeepAlive, context.RequestAborted);
        }
    }

    private byte[] EventOf(Job job) => [
        .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {job.Version}\nevent: video\ndata: ")),
        // The JSON fits on one data line, because it contains line breaks only as escapes.
        .. writer.ToJson(job).Span,
        .. "\n\n"u8,
    ];

    private static long LastSeen(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
}

using System.Globalization;
using VideoProxy.Configuration;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary><c>GET /v1/videos/{id}</c>: from the store, never upstream; <c>?wait=N</c> waits for a change.</summary>
internal sealed class RetrieveVideo(CallerJobs callers, JobWatch watch, OpenAiJobWriter writer, GatewayOptions options)
{
    private const int LongestWait = 60;

    public async Task HandleAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } job) return;
        var wait = context.Request.Query["wait"].ToString();
        if (wait.Length == 0) await WriteAsync(context, job);
        else if (int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestWait)
            await WriteAsync(context, await watch.NextAsync(job, TimeSpan.FromSeconds(seconds), context.RequestAborted));
        else await OpenAiErrorWriter.WriteAsync(context, ApiErrors.InvalidValue("wait", $"wait must be a whole number of seconds from 0 to {LongestWait}."));
    }

    public Task<Job?> FindAsync(HttpContext context) => callers.FindAsync(context);

    public async Task WriteAsync(HttpContext context, Job job, bool withCancellation = false)
    {
        var response = context.Response;
        var body = writer.ToJson(job, withCancellation);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        if (!job.IsTerminal)
            response.Headers["openai-poll-after-ms"] = options.Tracker.MinInterval.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}

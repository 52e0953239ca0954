using System.Globalization;
using VideoProxy.Accounts;
using VideoProxy.Configuration;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenAi;

/// <summary><c>GET /v1/videos/{id}</c>: from the store, never upstream; <c>?wait=N</c> waits for a change.</summary>
internal sealed class RetrieveVideo(JobStore jobs, JobWaiters waiters, OpenAiJobWriter writer, GatewayOptions options, TimeProvider time)
{
    private const int LongestWait = 60;

    // Without word from another gateway the row is looked at this often.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } job) return;
        var wait = context.Request.Query["wait"].ToString();
        if (wait.Length == 0) await WriteAsync(context, job);
        else if (int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestWait)
            await WriteAsync(context, await WaitAsync(job, TimeSpan.FromSeconds(seconds), context.RequestAborted));
        else await OpenAiErrorWriter.WriteAsync(context, ApiErrors.InvalidValue("wait", $"wait must be a whole number of seconds from 0 to {LongestWait}."));
    }

    /// <summary>The caller's own job; null when there is none, and that has been answered.</summary>
    public async Task<Job?> FindAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var job = await jobs.FindAsync(id, context.RequestAborted);
        if (job is { Hidden: false } && job.Org == context.Features.GetRequiredFeature<Caller>().Org) return job;
        await OpenAiErrorWriter.WriteAsync(context, ApiErrors.NotFound("Video not found"));
        return null;
    }

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

    /// <summary>The job when it has changed or the time is up.</summary>
    private async Task<Job> WaitAsync(Job job, TimeSpan wait, CancellationToken cancel)
    {
        var (seen, until) = (job.Version, time.GetUtcNow() + wait);
        while (job.Version == seen && !job.IsTerminal && time.GetUtcNow() < until && !cancel.IsCancellationRequested)
        {
            var change = waiters.NextChange(job.Id);
            job = await jobs.FindAsync(job.Id, cancel) ?? job;
            if (job.Version != seen) break;
            var left = until - time.GetUtcNow();
            await waiters.WaitAsync(change, left < LookAgain ? left : LookAgain, cancel);
        }

        return job;
    }
}

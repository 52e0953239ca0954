using VideoProxy.Accounts;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects;

/// <summary>Finds the jobs that a caller names. Another organisation's is as good as none.</summary>
internal sealed class CallerJobs(JobStore jobs)
{
    public static ApiError NotFound { get; } = ApiErrors.NotFound("Video not found");

    /// <summary>The job that the path names. Null when there is none, and that has been answered.</summary>
    public async Task<Job?> FindAsync(HttpContext context)
    {
        var job = await FindAsync(context, (string)context.Request.RouteValues["id"]!);
        if (job is null) await context.WriteErrorAsync(NotFound);
        return job;
    }

    public async ValueTask<Job?> FindAsync(HttpContext context, string id)
    {
        var job = await jobs.FindAsync(id, context.RequestAborted);
        return job is { IsShown: true } && job.Org == context.Features.GetRequiredFeature<Caller>().Org ? job : null;
    }
}

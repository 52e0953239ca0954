using VideoProxy.Accounts;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects;

/// <summary>Finds the job that a path names. Another organisation's is as good as none.</summary>
internal sealed class CallerJobs(JobStore jobs)
{
    /// <summary>Null when there is none, and that has been answered.</summary>
    public async Task<Job?> FindAsync(HttpContext context)
    {
        var job = await jobs.FindAsync((string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (job is { IsShown: true } && job.Org == context.Features.GetRequiredFeature<Caller>().Org) return job;
        await context.WriteErrorAsync(ApiErrors.NotFound("Video not found"));
        return null;
    }
}

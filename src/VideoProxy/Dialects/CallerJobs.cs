using VideoProxy.Accounts;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects;

/// <summary>Finds jobs of the caller's organisation. A job of another organisation is treated as not found.</summary>
internal sealed class CallerJobs(JobStore jobs)
{
    public static ApiError NotFound { get; } = ApiErrors.NotFound("Video not found");

    /// <summary>Returns the job whose id is in the path. If there is none, writes a 404 and returns null.</summary>
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

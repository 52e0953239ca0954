using VideoProxy.Jobs;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>The states of a job in OpenRouter's words.</summary>
internal static class OpenRouterStatus
{
    public static string Of(Job job) => job.Status switch
    {
        JobStatus.Queued => "pending",
        JobStatus.Canceled => "cancelled",
        var same => same,
    };
}

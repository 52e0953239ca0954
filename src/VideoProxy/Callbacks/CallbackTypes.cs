using VideoProxy.Jobs;

namespace VideoProxy.Callbacks;

/// <summary>The event types owed at a job's end, in the words of its dialect.</summary>
internal static class CallbackTypes
{
    private const string OpenRouterDialect = "openrouter";

    public static string Of(Job job) => job.Dialect == OpenRouterDialect
        ? "video.generation." + (job.Status == JobStatus.Canceled ? "cancelled" : job.Status)
        : job.Status == JobStatus.Completed ? "video.completed" : "video.failed";
}

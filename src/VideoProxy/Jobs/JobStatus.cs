namespace VideoProxy.Jobs;

/// <summary>The states of a job, as stored and as clients see them.</summary>
internal static class JobStatus
{
    public const string Queued = "queued";
    public const string InProgress = "in_progress";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Canceled = "canceled";
    public const string Expired = "expired";

    public static bool IsTerminal(string status) => status is not (Queued or InProgress);
}

namespace VideoProxy.Jobs;

/// <summary>What became of taking a job back at its provider.</summary>
internal static class Cancellation
{
    /// <summary>Not yet told, or told without a clear answer.</summary>
    public const string Pending = "pending";
    public const string Canceled = "canceled";
    public const string TooLate = "too_late";
    public const string Unsupported = "unsupported";
}

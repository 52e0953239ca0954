namespace VideoProxy.Jobs;

/// <summary>How a job ends; <paramref name="Owner"/> fences it against a lease that went to someone else.</summary>
internal sealed record JobEnding(string JobId, string Owner, string Status, long Now)
{
    public string? ErrorCode { get; init; }
    public string? ErrorMessage { get; init; }
    public long? ExpiresAt { get; init; }
    public long ChargedMicros { get; init; }

    /// <summary>Set where the provider is still at work: it is told, and asked for a late video.</summary>
    public string? Cancellation { get; init; }
    public long? LateUntil { get; init; }
    public long? NextPollAt { get; init; }
}

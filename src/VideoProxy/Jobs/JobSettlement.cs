namespace VideoProxy.Jobs;

/// <summary>
/// What was learnt about a job after its end: its state stays, but its video may have come or its cancel be answered.
/// A null <paramref name="NextPollAt"/> means that nothing more is to be learnt.
/// </summary>
internal sealed record JobSettlement(string JobId, string Owner, long? NextPollAt)
{
    /// <summary>Null leaves the answer open.</summary>
    public string? Cancellation { get; init; }
    public long ChargedMicros { get; init; }
    public bool HasContent { get; init; }
    public long? ExpiresAt { get; init; }
}

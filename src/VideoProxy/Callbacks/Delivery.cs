namespace VideoProxy.Callbacks;

/// <summary>A row of <c>deliveries</c>: one try to hand a callback over.</summary>
internal sealed record Delivery
{
    public required string CallbackId { get; init; }
    public required long Number { get; init; }
    public required long At { get; init; }
    public required long DurationMs { get; init; }

    /// <summary>The receiver's HTTP status; null when none came.</summary>
    public long? Status { get; init; }
    public string? Error { get; init; }

    /// <summary>At most 4 kB.</summary>
    public string? Reply { get; init; }
}

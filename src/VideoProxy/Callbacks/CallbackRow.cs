using VideoProxy.Jobs;

namespace VideoProxy.Callbacks;

/// <summary>A row of <c>callbacks</c>: the event owed for one job.</summary>
internal sealed record CallbackRow
{
    public required string Id { get; init; }
    public required string EventId { get; init; }
    public required string JobId { get; init; }
    public required string Type { get; init; }
    public required string Url { get; init; }

    /// <summary>Encrypted; of an empty one where nothing is to be signed.</summary>
    public required string Secret { get; init; }
    public required string Signature { get; init; }
    public string Status { get; init; } = "pending";

    /// <summary>Deliveries tried so far.</summary>
    public long Attempts { get; init; }

    /// <summary>How many of them were before it was last to be delivered again.</summary>
    public long CycleStart { get; init; }
    public required long NextAt { get; init; }
    public required long CreatedAt { get; init; }
    public long? FinishedAt { get; init; }

    /// <summary>What a job that has just ended owes; null when its client asked for no callback.</summary>
    public static CallbackRow? For(Job job) => job is not { CallbackUrl: { } url, CallbackSecret: { } secret, CompletedAt: { } ended } ? null : new()
    {
        Id = "cb_" + job.Id,
        EventId = "evt_" + job.Id,
        JobId = job.Id,
        Type = CallbackTypes.Of(job),
        Url = url,
        Secret = secret,
        Signature = job.CallbackSignature ?? CallbackSigner.Raw,
        NextAt = ended,
        CreatedAt = ended,
    };
}

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

/// <summary>The event types owed at a job's end, in the words of its dialect.</summary>
internal static class CallbackTypes
{
    private const string OpenRouterDialect = "openrouter";

    public static string Of(Job job) => job.Dialect == OpenRouterDialect
        ? "video.generation." + (job.Status == JobStatus.Canceled ? "cancelled" : job.Status)
        : job.Status == JobStatus.Completed ? "video.completed" : "video.failed";
}

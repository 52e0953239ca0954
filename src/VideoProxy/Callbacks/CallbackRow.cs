using VideoProxy.Jobs;

namespace VideoProxy.Callbacks;

/// <summary>A row of <c>callbacks</c>: the event that reports the end of one job to its client.</summary>
internal sealed record CallbackRow
{
    public required string Id { get; init; }
    public required string EventId { get; init; }
    public required string JobId { get; init; }
    public required string Type { get; init; }
    public required string Url { get; init; }

    /// <summary>The scheme, host and port of the URL. Callbacks to one receiver share a lane.</summary>
    public required string Receiver { get; init; }

    /// <summary>The client's signing secret, encrypted. It is the encryption of an empty text if the client gave none.</summary>
    public required string Secret { get; init; }
    public required string Signature { get; init; }
    public string Status { get; init; } = "pending";

    /// <summary>The number of deliveries so far.</summary>
    public long Attempts { get; init; }

    /// <summary>The number of deliveries before the last redelivery was requested. The retry schedule counts from there.</summary>
    public long CycleStart { get; init; }
    public required long NextAt { get; init; }
    public required long CreatedAt { get; init; }
    public long? FinishedAt { get; init; }

    /// <summary>Returns the callback for a job that has just ended, or null if its client requested none.</summary>
    public static CallbackRow? For(Job job) => job is not { CallbackUrl: { } url, CallbackSecret: { } secret, CompletedAt: { } ended } ? null : new()
    {
        Id = "cb_" + job.Id,
        EventId = "evt_" + job.Id,
        JobId = job.Id,
        Type = CallbackTypes.Of(job),
        Url = url,
        Receiver = ReceiverLanes.ReceiverOf(url),
        Secret = secret,
        Signature = job.CallbackSignature ?? CallbackSigner.Raw,
        NextAt = ended,
        CreatedAt = ended,
    };
}

/// <summary>A row of <c>deliveries</c>: one try to deliver a callback.</summary>
internal sealed record Delivery
{
    public required string CallbackId { get; init; }
    public required long Number { get; init; }
    public required long At { get; init; }
    public required long DurationMs { get; init; }

    /// <summary>The receiver's HTTP status, or null if it sent no reply.</summary>
    public long? Status { get; init; }
    public string? Error { get; init; }

    /// <summary>The beginning of the receiver's reply, at most 4 KiB.</summary>
    public string? Reply { get; init; }
}

/// <summary>Returns the event type for a job's end, as its dialect names it.</summary>
internal static class CallbackTypes
{
    private const string OpenRouterDialect = "openrouter";

    public static string Of(Job job) => job.Dialect == OpenRouterDialect
        ? "video.generation." + (job.Status == JobStatus.Canceled ? "cancelled" : job.Status)
        : job.Status == JobStatus.Completed ? "video.completed" : "video.failed";
}

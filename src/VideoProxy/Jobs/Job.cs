using VideoProxy.Pipeline;

namespace VideoProxy.Jobs;

/// <summary>A row of <c>jobs</c>. Times are unix milliseconds.</summary>
internal sealed record Job
{
    public required string Id { get; init; }
    public required string Org { get; init; }
    public required string Dialect { get; init; }
    public required string Model { get; init; }
    public string Status { get; init; } = JobStatus.Queued;
    public long Progress { get; init; }

    /// <summary>Grows by one with every change that a client can see.</summary>
    public long Version { get; init; } = 1;

    /// <summary>The create was answered with an error: kept for operators, never shown.</summary>
    public bool Hidden { get; init; }

    /// <summary>When its client deleted it. What stays is a tombstone, for its callback and the bill.</summary>
    public long? DeletedAt { get; init; }
    public string? Prompt { get; init; }
    public required long Seconds { get; init; }
    public required string Size { get; init; }
    public required string Resolution { get; init; }
    public required string AspectRatio { get; init; }
    public required bool Audio { get; init; }

    /// <summary>What it is of its source, one of <see cref="Configuration.RemakeWords"/>; null: it has none.</summary>
    public string? Remake { get; init; }

    /// <summary>The job that it was made out of.</summary>
    public string? SourceId { get; init; }

    /// <summary>What clients are told of the source: OpenAI's API tells it of remixes only.</summary>
    public string? RemixedFrom => Remake == "remix" ? SourceId : null;
    public string? Metadata { get; init; }
    public required long CreatedAt { get; init; }
    public required long DeadlineAt { get; init; }
    public long? CompletedAt { get; init; }

    /// <summary>When the provider drops the video.</summary>
    public long? ExpiresAt { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorMessage { get; init; }
    public string? CallbackUrl { get; init; }

    /// <summary>Encrypted.</summary>
    public string? CallbackSecret { get; init; }
    public string? CallbackSignature { get; init; }

    /// <summary>The base URL that links to our own content start with.</summary>
    public required string LinkBase { get; init; }
    public required string AttemptId { get; init; }
    public required string Provider { get; init; }
    public string Destination { get; init; } = "";

    /// <summary>Null: nothing more is to be asked.</summary>
    public long? NextPollAt { get; init; }
    public long PollFailures { get; init; }
    public string? LeaseOwner { get; init; }

    /// <summary>The bytes can be fetched, whatever the state.</summary>
    public bool HasContent { get; init; }

    /// <summary>Until when a job that has ended is still asked for.</summary>
    public long? LateUntil { get; init; }

    /// <summary>Since when its provider is missing from the configuration: the deadline stands still.</summary>
    public long? ParkedAt { get; init; }

    /// <summary>What became of taking it back at the provider: one of <see cref="Cancellation"/>; null where nobody asked.</summary>
    public string? Cancellation { get; init; }
    public long ChargedMicros { get; init; }

    /// <summary>Tells the caller's key apart, without being it.</summary>
    public string? KeyId { get; init; }
    public string? IdempotencyKey { get; init; }
    public string? RequestHash { get; init; }

    /// <summary>Whether clients may see it at all.</summary>
    public bool IsShown => !Hidden && DeletedAt is null;

    public bool IsTerminal => JobStatus.IsTerminal(Status);
}

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

/// <summary>What became of taking a job back at its provider.</summary>
internal static class Cancellation
{
    /// <summary>Not yet told, or told without a clear answer.</summary>
    public const string Pending = "pending";
    public const string Canceled = "canceled";
    public const string TooLate = "too_late";
    public const string Unsupported = "unsupported";
}

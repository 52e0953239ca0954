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

    /// <summary>Increases by one with every change that a client can see.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Whether the create was answered with an error. Operators can see such a row, but clients cannot.</summary>
    public bool Hidden { get; init; }

    /// <summary>The time at which the client deleted the job. The row stays as a tombstone, because its callback and its charge still need it.</summary>
    public long? DeletedAt { get; init; }
    public string? Prompt { get; init; }
    public required long Seconds { get; init; }
    public required string Size { get; init; }
    public required string Resolution { get; init; }
    public required string AspectRatio { get; init; }
    public required bool Audio { get; init; }

    /// <summary>How the video was made from its source video, one of <see cref="Configuration.RemakeWords"/>. Null if it has no source.</summary>
    public string? Remake { get; init; }

    /// <summary>The job whose video is the source of this one.</summary>
    public string? SourceId { get; init; }

    /// <summary>The source as clients see it. Only remixes have one, because OpenAI's API does not report the source of edits and extensions.</summary>
    public string? RemixedFrom => Remake == "remix" ? SourceId : null;
    public string? Metadata { get; init; }
    public required long CreatedAt { get; init; }
    public required long DeadlineAt { get; init; }
    public long? CompletedAt { get; init; }

    /// <summary>The time at which the provider deletes the video.</summary>
    public long? ExpiresAt { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorMessage { get; init; }

    /// <summary>The provider's own code and words for clients, as JSON.</summary>
    public string? ErrorDetails { get; init; }
    public string? CallbackUrl { get; init; }

    /// <summary>The client's callback secret, encrypted.</summary>
    public string? CallbackSecret { get; init; }
    public string? CallbackSignature { get; init; }

    /// <summary>The base URL of links to the content route of this gateway.</summary>
    public required string LinkBase { get; init; }
    public required string AttemptId { get; init; }
    public required string Provider { get; init; }
    public string Destination { get; init; } = "";

    /// <summary>The time of the next poll. Null if the job needs no further poll.</summary>
    public long? NextPollAt { get; init; }
    public long PollFailures { get; init; }
    public string? LeaseOwner { get; init; }

    /// <summary>Whether the video can be downloaded. A canceled or expired job can have content too.</summary>
    public bool HasContent { get; init; }

    /// <summary>The time until which the host still polls a job that has ended, because its video may come late.</summary>
    public long? LateUntil { get; init; }

    /// <summary>The time since which the job's provider is missing from the configuration. The deadline is suspended from then on.</summary>
    public long? ParkedAt { get; init; }

    /// <summary>The outcome of canceling the task at the provider, one of <see cref="Jobs.Cancellation"/>. Null if no cancel was requested.</summary>
    public string? Cancellation { get; init; }
    public long ChargedMicros { get; init; }

    /// <summary>Identifies the caller's key without containing it.</summary>
    public string? KeyId { get; init; }
    public string? IdempotencyKey { get; init; }
    public string? RequestHash { get; init; }

    /// <summary>Whether clients can see the job.</summary>
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

/// <summary>The outcomes of canceling a task at its provider, as stored.</summary>
internal static class Cancellation
{
    /// <summary>The cancel was not sent yet, or the provider gave no clear reply.</summary>
    public const string Pending = "pending";
    public const string Canceled = "canceled";
    public const string TooLate = "too_late";
    public const string Unsupported = "unsupported";
}

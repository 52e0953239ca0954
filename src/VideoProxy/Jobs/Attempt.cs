using VideoProxy.Hosting;

namespace VideoProxy.Jobs;

/// <summary>A row of <c>attempts</c>: one submission of a job to one offering, frozen with its price.</summary>
internal sealed record Attempt
{
    public required string Id { get; init; }
    public required string JobId { get; init; }
    public required long Number { get; init; }
    public string State { get; init; } = AttemptState.Calling;
    public required string Provider { get; init; }
    public required string Destination { get; init; }
    public required string Model { get; init; }
    public required string UpstreamModel { get; init; }
    public required long PriceMicros { get; init; }
    public string? UpstreamId { get; init; }

    /// <summary>What a notification called the task of a submit without a stored answer.</summary>
    public string? HintedId { get; init; }
    public string? Note { get; init; }

    /// <summary>JSON: content locations by variant.</summary>
    public string? Content { get; init; }

    /// <summary>Of a video inside a reply, decoded; null before it was read through, and for every other video.</summary>
    public long? ContentLength { get; init; }
    public string? ContentSha256 { get; init; }

    /// <summary>JSON: what the provider says that it made.</summary>
    public string? Delivered { get; init; }
    public string? FaultKind { get; init; }
    public string? FaultMessage { get; init; }
    public string? NativeCode { get; init; }
    public required long CreatedAt { get; init; }
    public long? ResolvedAt { get; init; }

    /// <summary>The gateway that made the call.</summary>
    public string? Node { get; init; }
}

/// <summary>What is known about a submission.</summary>
internal static class AttemptState
{
    /// <summary>Committed before the provider is called; the outcome is not stored yet.</summary>
    public const string Calling = "calling";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";

    /// <summary>The provider may or may not have taken it: never sent again.</summary>
    public const string Unknown = "unknown";
}

using VideoProxy.Hosting;

namespace VideoProxy.Jobs;

/// <summary>A row of <c>attempts</c>: one submission of a job to one offering. The row freezes the provider, the destination, the model and the price.</summary>
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

    /// <summary>The task id that a provider's notification reported before the reply to the submit was stored. A poll must confirm it.</summary>
    public string? HintedId { get; init; }
    public string? Note { get; init; }

    /// <summary>The content locations by variant, as JSON.</summary>
    public string? Content { get; init; }

    /// <summary>The decoded length of a video that is base64 inside a reply. Null until the host has read that video, and for every other video.</summary>
    public long? ContentLength { get; init; }
    public string? ContentSha256 { get; init; }

    /// <summary>The length, size and cost that the provider reported for its video, as JSON.</summary>
    public string? Delivered { get; init; }
    public string? FaultKind { get; init; }
    public string? FaultMessage { get; init; }
    public string? NativeCode { get; init; }

    /// <summary>What the provider said in a reply that could not be read, or that finished without a video.</summary>
    public string? ProviderMessage { get; init; }

    /// <summary>How the delivered video differs from the request, in words. Null if it does not.</summary>
    public string? Deviation { get; init; }
    public required long CreatedAt { get; init; }
    public long? ResolvedAt { get; init; }

    /// <summary>The node that sent the submit.</summary>
    public string? Node { get; init; }
}

/// <summary>The states of an attempt, as stored.</summary>
internal static class AttemptState
{
    /// <summary>The attempt was committed before the provider was called, and its outcome is not stored yet.</summary>
    public const string Calling = "calling";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";

    /// <summary>The provider may or may not have accepted the submit, so the host never sends it again.</summary>
    public const string Unknown = "unknown";
}

using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>One attempt of a job, as its provider sees it.</summary>
public sealed record ProviderJob
{
    /// <summary>Unique for each submission; <c>[a-z0-9_]</c>, at most 40 characters; not guessable.</summary>
    public required string AttemptId { get; init; }

    /// <summary>What the client asked for. After the submit its media are gone: only the text members remain.</summary>
    public required VideoRequest Request { get; init; }

    /// <summary>What will be made.</summary>
    public required VideoOutput Output { get; init; }

    /// <summary>The offering that serves the attempt.</summary>
    public required Offering Offering { get; init; }

    /// <summary>The destination that serves the attempt.</summary>
    public required ProviderDestination Destination { get; init; }

    /// <summary>The provider's own id of the task; null before it was accepted.</summary>
    public string? UpstreamId { get; init; }

    /// <summary>The provider's own opaque note from its last report: the state of a protocol of several steps.</summary>
    public JsonNode? Note { get; init; }

    /// <summary>
    /// Where the provider may announce changes of the task: see <see cref="IReceiveNotifications"/>. Set for the submit only, and
    /// only where the gateway can be reached from outside; not guessable.
    /// </summary>
    public string? NotifyUrl { get; init; }
}

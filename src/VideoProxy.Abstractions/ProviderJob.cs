using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>One attempt of a job: one submission of one video to one offering at one destination.</summary>
public sealed record ProviderJob
{
    /// <summary>
    /// The id of the attempt: at most 40 characters of <c>[a-z0-9_]</c>. The id is unique for each submission and cannot be guessed.
    /// </summary>
    public required string AttemptId { get; init; }

    /// <summary>
    /// The client's request. After the submit, only <see cref="VideoRequest.Model"/> and <see cref="VideoRequest.Prompt"/> are set,
    /// because the host does not keep the rest.
    /// </summary>
    public required VideoRequest Request { get; init; }

    /// <summary>The properties of the video to make, with every default filled in.</summary>
    public required VideoOutput Output { get; init; }

    /// <summary>The offering that serves the attempt.</summary>
    public required Offering Offering { get; init; }

    /// <summary>The destination that serves the attempt.</summary>
    public required ProviderDestination Destination { get; init; }

    /// <summary>The provider's id of the task. The id is null until the provider has accepted the job.</summary>
    public string? UpstreamId { get; init; }

    /// <summary>
    /// The note from the plugin's last report, or null. The host stores the note with the attempt and does not read its content. Use
    /// the note to remember the current step of a protocol with several steps.
    /// </summary>
    public JsonNode? Note { get; init; }

    /// <summary>
    /// The URL to which the provider may post changes of the task. See <see cref="IReceiveNotifications"/>. The URL cannot be
    /// guessed. The host sets the URL only for the submit, and only if the gateway has a <c>PublicUrl</c>.
    /// </summary>
    public string? NotifyUrl { get; init; }
}

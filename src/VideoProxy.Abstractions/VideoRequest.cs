using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>
/// A client's request, independent of the dialect. A member that the client did not give is null or empty.
/// <see cref="VideoOutput"/> holds the values that apply in that case.
/// </summary>
public sealed record VideoRequest
{
    /// <summary>The model as the client wrote it: a model id, an alias or <c>provider/model</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The text prompt, unchanged.</summary>
    public string? Prompt { get; init; }

    /// <summary>The requested length in whole seconds.</summary>
    public int? Seconds { get; init; }

    /// <summary>The requested frame size in pixels as <c>WIDTHxHEIGHT</c>, such as <c>1280x720</c>.</summary>
    public string? Size { get; init; }

    /// <summary>The requested resolution, such as <c>720p</c> or <c>4k</c>. Clients give a resolution instead of <see cref="Size"/>.</summary>
    public string? Resolution { get; init; }

    /// <summary>The requested aspect ratio, such as <c>16:9</c>. Clients give an aspect ratio with or without <see cref="Resolution"/>.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>Whether the client wants sound.</summary>
    public bool? Audio { get; init; }

    /// <summary>
    /// The finished video from which the provider makes the new video. The host sets the source only for
    /// a provider that implements <see cref="IRemakeVideos"/>.
    /// </summary>
    public VideoSource? Source { get; init; }

    /// <summary>The image that is the first frame of the video.</summary>
    public MediaInput? FirstFrame { get; init; }

    /// <summary>The image that is the last frame of the video. It comes without a <see cref="FirstFrame"/> only if <see cref="OfferingInputs.LastFrameAlone"/> is true.</summary>
    public MediaInput? LastFrame { get; init; }

    /// <summary>The images that guide the video without being one of its frames. The list is empty when <see cref="FirstFrame"/> is set.</summary>
    public IReadOnlyList<MediaInput> ReferenceImages { get; init; } = [];

    /// <summary>The video clips that guide the video.</summary>
    public IReadOnlyList<MediaInput> ReferenceVideos { get; init; } = [];

    /// <summary>The audio clips that guide the video.</summary>
    public IReadOnlyList<MediaInput> ReferenceAudios { get; init; } = [];

    /// <summary>The seed for repeatable results. The host refuses a seed unless <see cref="Offering.Seed"/> is true.</summary>
    public long? Seed { get; init; }

    /// <summary>
    /// A description of what the video must not show. The host refuses a negative prompt unless <see cref="Offering.NegativePrompt"/>
    /// is true.
    /// </summary>
    public string? NegativePrompt { get; init; }

    /// <summary>
    /// The provider's own parameters, which the client sent in <c>provider_options</c>. The plugin writes them into the call unchanged. The host has checked the
    /// parameters against <see cref="Offering.Passthrough"/>.
    /// </summary>
    public JsonObject ProviderOptions { get; init; } = [];

    /// <summary>The client's id for its own end user.</summary>
    public string? User { get; init; }

    /// <summary>
    /// Returns all media inputs: the frames, then the reference images, videos and audios, each in the client's order. <c>Param</c> is
    /// the name of the client's field, for use in <see cref="RequestProblem.Param"/>.
    /// </summary>
    public IEnumerable<(string Param, MediaKind Kind, MediaInput Input)> AllMedia()
    {
        if (FirstFrame is { } first) yield return ("image", MediaKind.Image, first);
        if (LastFrame is { } last) yield return ("last_frame", MediaKind.Image, last);
        foreach (var input in ReferenceImages) yield return ("reference_images", MediaKind.Image, input);
        foreach (var input in ReferenceVideos) yield return ("reference_videos", MediaKind.Video, input);
        foreach (var input in ReferenceAudios) yield return ("reference_audios", MediaKind.Audio, input);
    }
}

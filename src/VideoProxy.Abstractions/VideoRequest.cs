using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>
/// What a client asked for, in no dialect's words. A null member was not given; what it then means for the offering that
/// serves the job is in <see cref="VideoOutput"/>.
/// </summary>
public sealed record VideoRequest
{
    /// <summary>The model as the client wrote it: an id, an alias or <c>provider/model</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The text prompt, as given.</summary>
    public string? Prompt { get; init; }

    /// <summary>Wanted length in whole seconds.</summary>
    public int? Seconds { get; init; }

    /// <summary>Wanted frame size as <c>WIDTHxHEIGHT</c>, such as <c>1280x720</c>.</summary>
    public string? Size { get; init; }

    /// <summary>Wanted resolution as the offering writes it (<c>720p</c>, <c>4k</c>); an alternative to <see cref="Size"/>.</summary>
    public string? Resolution { get; init; }

    /// <summary>Wanted aspect ratio such as <c>16:9</c>; goes with <see cref="Resolution"/>.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>Whether sound is wanted.</summary>
    public bool? Audio { get; init; }

    /// <summary>The finished video to make another one of; given only to offerings that take it, see <see cref="IRemakeVideos"/>.</summary>
    public VideoSource? Source { get; init; }

    /// <summary>The picture that the video starts with.</summary>
    public MediaInput? FirstFrame { get; init; }

    /// <summary>The picture that the video ends with; needs <see cref="FirstFrame"/>.</summary>
    public MediaInput? LastFrame { get; init; }

    /// <summary>Pictures that guide the video without being a frame of it; exclude the frames.</summary>
    public IReadOnlyList<MediaInput> ReferenceImages { get; init; } = [];

    /// <summary>Clips that guide the video.</summary>
    public IReadOnlyList<MediaInput> ReferenceVideos { get; init; } = [];

    /// <summary>Sounds that guide the video.</summary>
    public IReadOnlyList<MediaInput> ReferenceAudios { get; init; } = [];

    /// <summary>Seed for repeatable results; given only to offerings that take one.</summary>
    public long? Seed { get; init; }

    /// <summary>What must not be seen; given only to offerings that take one.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>Native parameters, checked against the offering's <c>passthrough</c>: written into the call as they are.</summary>
    public JsonObject ProviderOptions { get; init; } = [];

    /// <summary>The client's own word for its end user.</summary>
    public string? User { get; init; }

    /// <summary>The media inputs one by one: frames, then references in the order given. The name is the one that problems carry.</summary>
    public IEnumerable<(string Param, MediaKind Kind, MediaInput Input)> AllMedia()
    {
        if (FirstFrame is { } first) yield return ("image", MediaKind.Image, first);
        if (LastFrame is { } last) yield return ("last_frame", MediaKind.Image, last);
        foreach (var input in ReferenceImages) yield return ("reference_images", MediaKind.Image, input);
        foreach (var input in ReferenceVideos) yield return ("reference_videos", MediaKind.Video, input);
        foreach (var input in ReferenceAudios) yield return ("reference_audios", MediaKind.Audio, input);
    }
}

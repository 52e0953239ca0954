using VideoProxy.Abstractions;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>The media of a create by what they are for.</summary>
internal sealed record Inputs
{
    public MediaInput? FirstFrame { get; init; }
    public MediaInput? LastFrame { get; init; }
    public IReadOnlyList<MediaInput> Images { get; init; } = [];
    public IReadOnlyList<MediaInput> Videos { get; init; } = [];
    public IReadOnlyList<MediaInput> Audios { get; init; } = [];

    /// <summary>Members that were given and are not used.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public bool IsEmpty => FirstFrame is null && Images.Count + Videos.Count + Audios.Count == 0;
}

using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Reads <c>frame_images</c> and <c>input_references</c>. If the client sends both, the references are ignored.</summary>
internal sealed class InputsReader(FieldReader fields, MediaReader media)
{
    public const string Frames = "frame_images";
    public const string References = "input_references";
    private const int MaxReferences = 16;

    public Inputs Read()
    {
        var frames = ReadFrames();
        var references = ReadReferences();
        if (frames.IsEmpty) return references;
        return references.IsEmpty ? frames : frames with { Ignored = [References] };
    }

    private Inputs ReadFrames()
    {
        var frames = new Inputs();
        foreach (var item in fields.Items(Frames, 2))
        {
            if (!IsKind(item, "image_url")) fields.Fail<string>(Frames, "must have only items of type image_url");
            var isFirst = Is(item, "frame_type", "first_frame");
            if (!isFirst && !Is(item, "frame_type", "last_frame")) fields.Fail<string>(Frames, "must have the frame_type first_frame or last_frame in each item");
            else if ((isFirst ? frames.FirstFrame : frames.LastFrame) is not null) fields.Fail<string>(Frames, "may have only one first_frame and one last_frame");
            var image = Image(Frames, item);
            frames = isFirst ? frames with { FirstFrame = image } : frames with { LastFrame = image };
        }

        return frames;
    }

    private Inputs ReadReferences()
    {
        List<MediaInput> images = [], videos = [], audios = [];
        foreach (var item in fields.Items(References, MaxReferences))
        {
            if (IsKind(item, "image_url")) Add(images, Image(References, item));
            else if (IsKind(item, "video_url")) Add(videos, Link(item, "video_url"));
            else if (IsKind(item, "audio_url")) Add(audios, Link(item, "audio_url"));
            else fields.Fail<string>(References, "must have only items of type image_url, video_url or audio_url");
        }

        return new Inputs { Images = images, Videos = videos, Audios = audios };
    }

    private MediaInput? Image(string name, JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("image_url", out var image) ? media.Image(name, image) : fields.Fail<MediaInput>(name, "must have the member image_url in each item");

    private MediaInput? Link(JsonElement item, string member) =>
        item.TryGetProperty(member, out var link) ? media.Link(References, link, "url") : fields.Fail<MediaInput>(References, $"must have the member {member} in each item of that type");

    private static void Add(List<MediaInput> list, MediaInput? item)
    {
        if (item is not null) list.Add(item);
    }

    /// <summary>Returns whether the item has this type. An item without a type is of the kind whose member it has.</summary>
    private static bool IsKind(JsonElement item, string type) =>
        Is(item, "type", type) || (item.ValueKind == JsonValueKind.Object && !item.TryGetProperty("type", out _) && item.TryGetProperty(type, out _));

    private static bool Is(JsonElement item, string member, string word) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(word);
}

/// <summary>The media inputs of a create, grouped by purpose.</summary>
internal sealed record Inputs
{
    public MediaInput? FirstFrame { get; init; }
    public MediaInput? LastFrame { get; init; }
    public IReadOnlyList<MediaInput> Images { get; init; } = [];
    public IReadOnlyList<MediaInput> Videos { get; init; } = [];
    public IReadOnlyList<MediaInput> Audios { get; init; } = [];

    /// <summary>The fields that the client sent but that are ignored.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public bool IsEmpty => FirstFrame is null && LastFrame is null && Images.Count + Videos.Count + Audios.Count == 0;
}

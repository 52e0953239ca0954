using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Media inputs as files name them.</summary>
/// <param name="Name">What a placeholder begins with.</param>
/// <param name="Param">What a request calls it, see <see cref="VideoRequest.AllMedia"/>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsList">Whether there may be several: then it stands in an item of a list, which is repeated.</param>
internal sealed record MediaName(string Name, string Param, MediaKind Kind, bool IsList)
{
    /// <summary>The forms of an input: <c>.url</c> its link, <c>.data</c> its base64, <c>.type</c> its mime type, <c>.bare</c> link or base64.</summary>
    public static readonly string[] Forms = ["url", "data", "type", "bare"];

    public static readonly MediaName[] All =
    [
        new("firstFrame", "image", MediaKind.Image, IsList: false),
        new("lastFrame", "last_frame", MediaKind.Image, IsList: false),
        new("referenceImages", "reference_images", MediaKind.Image, IsList: true),
        new("referenceVideos", "reference_videos", MediaKind.Video, IsList: true),
        new("referenceAudios", "reference_audios", MediaKind.Audio, IsList: true),
    ];

    public static MediaName? Of(Placeholder placeholder) => All.FirstOrDefault(media => media.Name == placeholder.Subject);

    public IEnumerable<MediaInput> In(VideoRequest request) => request.AllMedia().Where(given => given.Param == Param).Select(given => given.Input);

    /// <summary>Null where there is no input, or it has no such form.</summary>
    public static JsonNode? Write(MediaInput? input, string form) => (form, input) switch
    {
        (_, null) => null,
        ("url", _) => input.Url,
        ("type", _) => input.MimeType,
        ("data", _) => input.Url is null ? Convert.ToBase64String(input.Bytes.Span) : null,
        ("bare", _) => input.Url ?? Convert.ToBase64String(input.Bytes.Span),
        _ => input.ToUrl(),
    };
}

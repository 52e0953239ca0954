using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>A media input that a placeholder can name.</summary>
/// <param name="Name">The name in provider files.</param>
/// <param name="Param">The name in requests, as in <see cref="VideoRequest.AllMedia"/>.</param>
/// <param name="Kind">The kind of media.</param>
/// <param name="IsList">Whether a request may have several such inputs. If so, the placeholder must be in a list item, which is repeated for each input.</param>
internal sealed record MediaName(string Name, string Param, MediaKind Kind, bool IsList)
{
    /// <summary>The forms of an input: <c>.url</c> is the link, <c>.data</c> the base64, <c>.type</c> the MIME type and <c>.bare</c> the link or the base64.</summary>
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

    /// <summary>Returns the input in the given form, or null if there is no input or it does not have that form.</summary>
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

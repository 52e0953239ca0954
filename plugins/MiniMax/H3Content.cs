using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>Builds the <c>content</c> list of a V2 task.</summary>
internal static class H3Content
{
    public static JsonArray Of(VideoRequest request) =>
    [
        new JsonObject { ["type"] = "text", ["text"] = request.Prompt },
        .. request.AllMedia().Select(Item),
    ];

    private static JsonObject Item((string Param, MediaKind Kind, MediaInput Input) media)
    {
        var type = media.Kind switch { MediaKind.Image => "image_url", MediaKind.Video => "video_url", _ => "audio_url" };
        return new()
        {
            ["type"] = type,
            [type] = new JsonObject { ["url"] = media.Input.ToUrl() },
            // A role is first_frame, last_frame, or a reference in the singular, such as reference_image.
            ["role"] = media.Param == "image" ? "first_frame" : media.Param.TrimEnd('s'),
        };
    }
}

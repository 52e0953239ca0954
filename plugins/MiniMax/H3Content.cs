using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>The content list of V2.</summary>
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
            // first_frame, last_frame, and one of the references: reference_image and so on.
            ["role"] = media.Param == "image" ? "first_frame" : media.Param.TrimEnd('s'),
        };
    }
}

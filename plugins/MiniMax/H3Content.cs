using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>The content list of V2.</summary>
internal static class H3Content
{
    public static JsonArray Of(VideoRequest request)
    {
        var items = new JsonArray { new JsonObject { ["type"] = "text", ["text"] = request.Prompt } };
        if (request.FirstFrame is { } first)
            items.Add(Item("image_url", first, "first_frame"));
        if (request.LastFrame is { } last)
            items.Add(Item("image_url", last, "last_frame"));
        foreach (var image in request.ReferenceImages)
            items.Add(Item("image_url", image, "reference_image"));
        foreach (var video in request.ReferenceVideos)
            items.Add(Item("video_url", video, "reference_video"));
        foreach (var audio in request.ReferenceAudios)
            items.Add(Item("audio_url", audio, "reference_audio"));

        return items;
    }

    private static JsonObject Item(string type, MediaInput media, string role) => new()
    {
        ["type"] = type,
        [type] = new JsonObject { ["url"] = media.ToUrl() },
        ["role"] = role,
    };
}

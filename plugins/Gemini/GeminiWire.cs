using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Gemini;

/// <summary>Builds the native interaction from a job.</summary>
internal static class GeminiWire
{
    public static JsonObject Interaction(ProviderJob job)
    {
        var interaction = new JsonObject
        {
            ["model"] = job.Offering.Upstream,
            // background makes the API reply at once. Only a stored interaction can be polled and returns a link instead of bytes.
            ["background"] = true,
            ["store"] = true,
            ["input"] = Input(job.Request),
            ["generation_config"] = new JsonObject { ["video_config"] = new JsonObject { ["task"] = Task(job.Request) } },
            ["response_format"] = new JsonObject
            {
                ["type"] = "video",
                ["delivery"] = "uri",
                ["aspect_ratio"] = job.Output.AspectRatio,
                ["resolution"] = job.Output.Resolution,
                ["duration"] = string.Create(CultureInfo.InvariantCulture, $"{job.Output.Seconds}s"),
            },
        };
        // For this interaction, webhook_config replaces the webhooks that are registered for the project.
        if (job.NotifyUrl is { } notify) interaction["webhook_config"] = new JsonObject { ["uris"] = new JsonArray(notify) };
        return interaction;
    }

    private static string Task(VideoRequest request) =>
        request.FirstFrame is not null ? "image_to_video"
        : request.ReferenceImages.Count > 0 ? "reference_to_video"
        : "text_to_video";

    // Gemini recognizes frames by their order, so the first frame comes before the last.
    private static JsonArray Input(VideoRequest request)
    {
        MediaInput?[] images = [request.FirstFrame, request.LastFrame, .. request.ReferenceImages];
        var parts = new JsonArray([.. images.OfType<MediaInput>().Select(Image)]);
        if (!string.IsNullOrWhiteSpace(request.Prompt)) parts.Add(new JsonObject { ["type"] = "text", ["text"] = request.Prompt });
        return parts;
    }

    private static JsonObject Image(MediaInput image) => new()
    {
        ["type"] = "image",
        ["data"] = Convert.ToBase64String(image.Bytes.Span),
        ["mime_type"] = image.MimeType,
    };
}

using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Gemini;

/// <summary>Checks the body of a create, and returns a message for each fault.</summary>
internal static class GeminiRules
{
    private const string Model = "gemini-omni-1.1-flash";
    private static readonly string[] Tasks = ["text_to_video", "image_to_video", "reference_to_video", "edit", "extend"];

    public static IEnumerable<string> Check(JsonObject body) =>
        Fields(body).Concat(Format(body["response_format"] as JsonObject)).Concat(Inputs(body)).Concat(Config(body["generation_config"]));

    public static string Prompt(JsonObject body) => body["input"].Text() ?? string.Join(' ', Parts(body).Select(part => part["text"].Text()));

    /// <summary>Returns the URL to which the end of the interaction is announced, or null.</summary>
    public static string? Webhook(JsonObject body) => (body["webhook_config"]?["uris"] as JsonArray)?.FirstOrDefault().Text();

    private static IEnumerable<string> Fields(JsonObject body)
    {
        foreach (var problem in Unknown(body, "model", "input", "background", "store", "stream", "response_format", "generation_config", "webhook_config"))
        {
            yield return problem;
        }

        if (body["model"].Text() != Model)
        {
            yield return $"Model '{body["model"].Text()}' does not exist or does not support interactions.";
        }

        if (body["webhook_config"] is { } config && !IsWebhook(config))
        {
            yield return "webhook_config must have a list of uris.";
        }

        // Without background, the real call stays open until the video is finished.
        if (body["background"].Flag() != true)
        {
            yield return "The sandbox supports only background interactions. Set background to true.";
        }

        if (body["response_format"] is not JsonObject || body["store"].Flag() == false)
        {
            yield return "Delivery by uri requires a response_format, and store must not be false.";
        }
    }

    private static IEnumerable<string> Format(JsonObject? format)
    {
        if (format is null)
        {
            yield break;
        }

        foreach (var problem in Unknown(format, "type", "delivery", "aspect_ratio", "resolution", "duration"))
        {
            yield return problem;
        }

        if (format["type"].Text() != "video" || format["delivery"].Text() != "uri")
        {
            yield return "response_format must have type video and delivery uri.";
        }

        if (format["aspect_ratio"]?.Text() is not (null or "16:9" or "9:16") || format["resolution"]?.Text() is not (null or "360p" or "720p" or "1080p" or "4k"))
        {
            yield return "aspect_ratio or resolution is not supported.";
        }

        if (format.ContainsKey("duration") && !IsDuration(format["duration"].Text()))
        {
            yield return "duration must be a string from \"3s\" to \"10s\".";
        }
    }

    private static IEnumerable<string> Inputs(JsonObject body)
    {
        if (Parts(body).Any(part => !IsPart(part)))
        {
            yield return "An input part is not supported.";
        }

        if (string.IsNullOrWhiteSpace(Prompt(body)) && !Parts(body).Any(part => part["type"].Text() == "image"))
        {
            yield return "The input is empty.";
        }
    }

    private static IEnumerable<string> Config(JsonNode? config)
    {
        if (config is null)
        {
            return [];
        }

        return config is JsonObject { Count: 1 } fields && fields["video_config"] is JsonObject { Count: 1 } video && Tasks.Contains(video["task"].Text())
            ? []
            : ["Unknown parameter in generation_config."];
    }

    private static bool IsWebhook(JsonNode config) =>
        config is JsonObject fields && fields["uris"] is JsonArray { Count: > 0 } uris && uris.All(uri => uri.IsText())
        && !Unknown(fields, "uris", "user_metadata").Any();

    private static bool IsPart(JsonObject part) => part["type"].Text() switch
    {
        "text" => part["text"].IsText() && part.Count == 2,
        "image" => part["mime_type"].Text()?.StartsWith("image/", StringComparison.Ordinal) == true && part["data"].Text() is { Length: > 0 } data
            && Base64.IsValid(data) && part.Count == 3,
        _ => false,
    };

    private static IEnumerable<JsonObject> Parts(JsonObject body) => (body["input"] as JsonArray ?? []).Select(part => part as JsonObject ?? []);

    private static bool IsDuration(string? text) =>
        text is [.. var digits, 's'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 3 and <= 10;

    private static IEnumerable<string> Unknown(JsonObject fields, params string[] known) =>
        fields.Select(field => field.Key).Where(name => !known.Contains(name)).Select(name => $"Unknown parameter '{name}'.");
}

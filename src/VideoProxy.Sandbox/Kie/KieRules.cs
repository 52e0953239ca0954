using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Kie;

/// <summary>Checks the body of a generate call. Images must be links, so clients upload image bytes first.</summary>
internal static class KieRules
{
    private const string Reference = "REFERENCE_2_VIDEO";
    private const string Frames = "FIRST_AND_LAST_FRAMES_2_VIDEO";

    private static readonly Dictionary<string, Func<JsonNode?, bool>> Fields = new()
    {
        ["prompt"] = node => node.IsText(),
        ["model"] = OneOf("veo3", "veo3_fast", "veo3_lite"),
        ["generationType"] = OneOf("TEXT_2_VIDEO", Frames, Reference),
        ["imageUrls"] = node => node is JsonArray urls && urls.All(IsLink),
        ["aspect_ratio"] = OneOf("16:9", "9:16", "Auto"),
        ["aspectRatio"] = OneOf("16:9", "9:16", "Auto"),
        ["resolution"] = OneOf("720p", "1080p", "4k"),
        ["duration"] = node => node.Whole() is 4 or 6 or 8,
        ["seeds"] = node => node.Whole() is >= 10_000 and <= 99_999,
        ["watermark"] = node => node.IsText(),
        ["enableTranslation"] = node => node.Flag() is not null,
        ["enableFallback"] = node => node.Flag() is not null,
        ["callBackUrl"] = IsLink,
    };

    public static KieReply? Check(JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (!Fields.TryGetValue(name, out var accepts))
            {
                return KieReply.Invalid($"Unknown parameter {name}.");
            }

            if (!accepts(value))
            {
                return KieReply.Invalid($"{name} is invalid.");
            }
        }

        return string.IsNullOrWhiteSpace(body["prompt"].Text()) ? KieReply.Invalid("The prompt must not be empty.") : CheckImages(body);
    }

    private static KieReply? CheckImages(JsonObject body)
    {
        var images = (body["imageUrls"] as JsonArray)?.Count ?? 0;
        var type = body["generationType"].Text() ?? (images == 0 ? "TEXT_2_VIDEO" : Frames);
        var model = body["model"].Text() ?? "veo3_fast";
        return type switch
        {
            Reference when model != "veo3_fast" => KieReply.Invalid($"{Reference} supports veo3_fast only."),
            Reference when images is < 1 or > 3 => KieReply.Invalid($"{Reference} requires 1 to 3 images."),
            Frames when images is < 1 or > 2 => KieReply.Invalid($"{Frames} requires 1 or 2 images."),
            "TEXT_2_VIDEO" when images > 0 => KieReply.Invalid("TEXT_2_VIDEO takes no images."),
            _ => null,
        };
    }

    private static bool IsLink(JsonNode? node) =>
        Uri.TryCreate(node.Text(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    private static Func<JsonNode?, bool> OneOf(params string[] values) => node => node.Text() is { } text && values.Contains(text);
}

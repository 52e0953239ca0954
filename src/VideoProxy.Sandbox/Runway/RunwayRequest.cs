using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Runway;

/// <summary>Checks the body of text_to_video and image_to_video for the fields and values that the model supports.</summary>
internal static class RunwayRequest
{
    private static readonly Dictionary<string, Func<JsonNode?, bool>> Common = new()
    {
        ["model"] = FieldRules.OneOf("gen4.5", "veo3.1", "veo3.1_fast"),
        ["promptText"] = FieldRules.Text(1000),
        ["ratio"] = FieldRules.OneOf("1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672", "1920:1080", "1080:1920"),
        ["duration"] = FieldRules.Whole(2, 10),
        ["seed"] = FieldRules.Whole(0, uint.MaxValue),
        ["audio"] = FieldRules.IsFlag,
    };

    private static readonly FieldRules Placed = new(new() { ["uri"] = IsImage, ["position"] = FieldRules.OneOf("first", "last") }, "uri", "position");
    private static readonly FieldRules Text = new(Common, "model", "promptText", "ratio", "duration");
    private static readonly FieldRules Image = new(
        new(Common) { ["promptImage"] = node => IsImage(node) || FieldRules.ListOf(2, FieldRules.Is(Placed))(node) }, "model", "promptImage", "ratio", "duration");

    public static string? Fault(JsonObject body, bool image) => (image ? Image : Text).Fault(body) ?? OfModel(body);

    private static string? OfModel(JsonObject body)
    {
        var (model, ratio) = (body["model"].Text()!, body["ratio"].Text()!);
        var large = ratio is "1920:1080" or "1080:1920";
        if (model == "gen4.5")
        {
            if (body.ContainsKey("audio")) return "audio: gen4.5 does not support sound";
            return large ? "ratio: gen4.5 does not support this ratio" : null;
        }

        if (!large && ratio is not ("1280:720" or "720:1280")) return $"ratio: {model} does not support this ratio";
        return body["duration"].Whole() is 4 or 6 or 8 ? null : $"duration: {model} supports 4, 6 or 8";
    }

    private static bool IsImage(JsonNode? node) => FieldRules.IsMedia(node) || node.Text()?.StartsWith("runway://", StringComparison.Ordinal) == true;
}

using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Kling;

/// <summary>What text2video and image2video take, and what goes with which model.</summary>
internal static class KlingRequest
{
    private static readonly string[] Lengths = [.. Enumerable.Range(3, 13).Select(seconds => $"{seconds}")];

    private static readonly Dictionary<string, Func<JsonNode?, bool>> Common = new()
    {
        ["model_name"] = FieldRules.OneOf("kling-v3", "kling-v2-6", "kling-v2-5-turbo", "kling-v2-1-master", "kling-v2-master", "kling-v1-6", "kling-v1"),
        ["prompt"] = FieldRules.Text(2500),
        ["negative_prompt"] = node => node.Text() is { Length: <= 2500 },
        ["mode"] = FieldRules.OneOf("std", "pro", "4k"),
        // A number is refused: this route wants text.
        ["duration"] = FieldRules.OneOf(Lengths),
        ["sound"] = FieldRules.OneOf("on", "off"),
        ["cfg_scale"] = node => node?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        ["callback_url"] = FieldRules.IsLink,
        ["external_task_id"] = FieldRules.Text(200),
    };

    private static readonly FieldRules Text = new(new(Common) { ["aspect_ratio"] = FieldRules.OneOf("16:9", "9:16", "1:1") }, "prompt");
    private static readonly FieldRules Image = new(new(Common) { ["image"] = IsImage, ["image_tail"] = IsImage }, "image");

    public static string? Fault(JsonObject body, bool image)
    {
        if ((image ? Image : Text).Fault(body) is { } fault) return fault;
        var model = body["model_name"].Text() ?? "kling-v1";
        if (body.ContainsKey("sound") && model is not ("kling-v3" or "kling-v2-6")) return $"sound: {model} has none";
        return model != "kling-v3" && body["duration"].Text() is not (null or "5" or "10") ? $"duration: {model} takes 5 or 10" : null;
    }

    // Base64 without the head of a data URL.
    private static bool IsImage(JsonNode? node) => FieldRules.IsLink(node) || FieldRules.IsBase64(node);
}

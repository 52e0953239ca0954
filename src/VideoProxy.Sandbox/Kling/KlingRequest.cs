using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Kling;

/// <summary>Checks the body of text2video and image2video for the fields and values that the model supports.</summary>
internal static class KlingRequest
{
    private static readonly string[] Lengths = [.. Enumerable.Range(3, 13).Select(seconds => $"{seconds}")];

    private static readonly Dictionary<string, Func<JsonNode?, bool>> Common = new()
    {
        ["model_name"] = FieldRules.OneOf("kling-v3", "kling-v2-6", "kling-v2-5-turbo", "kling-v2-1-master", "kling-v2-master", "kling-v1-6", "kling-v1"),
        ["prompt"] = FieldRules.Text(2500),
        ["negative_prompt"] = node => node.Text() is { Length: <= 2500 },
        ["mode"] = FieldRules.OneOf("std", "pro", "4k"),
        // This route takes the duration only as a string, and refuses a number.
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
        if (body.ContainsKey("sound") && model is not ("kling-v3" or "kling-v2-6")) return $"sound: {model} does not support sound";
        return model != "kling-v3" && body["duration"].Text() is not (null or "5" or "10") ? $"duration: {model} supports 5 or 10" : null;
    }

    // An inline image is base64 without the "data:" prefix of a data URL.
    private static bool IsImage(JsonNode? node) => FieldRules.IsLink(node) || FieldRules.IsBase64(node);
}

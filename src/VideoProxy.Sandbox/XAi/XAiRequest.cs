using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.XAi;

/// <summary>Checks the body of <c>POST /videos/generations</c> for the fields and values that the model supports.</summary>
internal static class XAiRequest
{
    private static readonly FieldRules Media = new(new() { ["url"] = FieldRules.IsMedia }, "url");

    private static readonly FieldRules Fields = new(new()
    {
        ["model"] = FieldRules.OneOf("grok-imagine-video", "grok-imagine-video-1.5", "grok-imagine-video-1.5-lite", "grok-imagine-video-1.5-preview"),
        ["prompt"] = FieldRules.Text(100_000),
        ["image"] = FieldRules.Is(Media),
        ["reference_images"] = FieldRules.ListOf(7, FieldRules.Is(Media)),
        ["duration"] = FieldRules.Whole(1, 15),
        ["aspect_ratio"] = FieldRules.OneOf("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3"),
        ["resolution"] = FieldRules.OneOf("480p", "720p", "1080p"),
        ["generate_audio"] = FieldRules.IsFlag,
    });

    public static string? Fault(JsonObject body)
    {
        if (Fields.Fault(body) is { } fault) return fault;
        var model = body["model"].Text() ?? "grok-imagine-video-1.5";
        var full = model is "grok-imagine-video-1.5" or "grok-imagine-video-1.5-preview";
        if (!body.ContainsKey("prompt") && !body.ContainsKey("image")) return "prompt: required without an image";
        if (body["resolution"].Text() == "1080p" && (!full || body.ContainsKey("reference_images"))) return $"resolution: 1080p is not available for {model} with these inputs";
        return body.ContainsKey("generate_audio") && !full ? $"generate_audio: not available for {model}" : null;
    }
}

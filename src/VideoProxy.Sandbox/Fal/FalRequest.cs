using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Fal;

/// <summary>The schemas of the simulated endpoints. Each endpoint has its own schema.</summary>
internal static class FalRequest
{
    private static readonly Dictionary<string, Func<JsonNode?, bool>> Veo = new()
    {
        ["prompt"] = FieldRules.Text(20_000),
        ["aspect_ratio"] = FieldRules.OneOf("16:9", "9:16", "auto"),
        ["duration"] = FieldRules.OneOf("4s", "6s", "8s"),
        ["resolution"] = FieldRules.OneOf("720p", "1080p", "4k"),
        ["generate_audio"] = FieldRules.IsFlag,
        ["negative_prompt"] = node => node.IsText(),
        ["seed"] = node => node.Whole() is not null,
        ["auto_fix"] = FieldRules.IsFlag,
        ["safety_tolerance"] = FieldRules.OneOf("1", "2", "3", "4", "5", "6"),
    };

    private static readonly FieldRules Text = new(Veo, "prompt");
    private static readonly FieldRules Image = new(new(Veo) { ["image_url"] = FieldRules.IsMedia }, "prompt", "image_url");

    /// <summary>Returns the schema of an endpoint, or null when the endpoint does not exist.</summary>
    public static FieldRules? For(string endpoint) => endpoint switch
    {
        "fal-ai/veo3.1" or "fal-ai/veo3.1/fast" => Text,
        "fal-ai/veo3.1/image-to-video" or "fal-ai/veo3.1/fast/image-to-video" => Image,
        _ => null,
    };
}

using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.DashScope;

/// <summary>Checks a request for Wan 3.0.</summary>
internal static class DashScopeRequest
{
    private static readonly Dictionary<string, int> MaxItems = new()
    {
        ["first_frame"] = 1, ["last_frame"] = 1, ["reference_image"] = 10, ["reference_video"] = 5, ["reference_audio"] = 5,
    };

    private static readonly FieldRules Fields = new(new()
    {
        ["model"] = FieldRules.OneOf("wan3.0-video", "wan3.0-video-prime"), ["input"] = node => node is JsonObject, ["parameters"] = node => node is JsonObject,
    }, "model", "input");

    private static readonly FieldRules Item = new(new() { ["type"] = FieldRules.OneOf([.. MaxItems.Keys]), ["url"] = FieldRules.IsMedia }, "type", "url");
    private static readonly FieldRules Input = new(new() { ["prompt"] = FieldRules.Text(20_000), ["media"] = FieldRules.ListOf(22, FieldRules.Is(Item)) });

    private static readonly FieldRules Parameters = new(new()
    {
        ["resolution"] = FieldRules.OneOf("480P", "720P", "1080P"),
        ["ratio"] = FieldRules.OneOf("adaptive", "16:9", "9:16", "1:1", "4:3", "3:4"),
        ["duration"] = node => node.Whole() is -1 or (>= 2 and <= 30),
        ["audio"] = FieldRules.IsFlag,
        ["seed"] = FieldRules.Whole(-1, int.MaxValue),
        ["prompt_extend"] = FieldRules.IsFlag,
        ["watermark"] = FieldRules.IsFlag,
    });

    public static string? Fault(JsonObject body)
    {
        if (Fields.Fault(body) is { } fault) return fault;
        var input = (JsonObject)body["input"]!;
        if ((Input.Fault(input, "input.") ?? Parameters.Fault(body["parameters"] as JsonObject ?? [], "parameters.")) is { } wrong) return wrong;
        var types = (input["media"] as JsonArray ?? []).Select(item => item!["type"].Text()!).ToList();
        if (!input.ContainsKey("prompt") && types.Count == 0) return "input.prompt: required without media";
        if (types.GroupBy(type => type).FirstOrDefault(group => group.Count() > MaxItems[group.Key]) is { } many) return $"input.media: too many {many.Key}";
        var frames = types.Count(type => type.EndsWith("_frame", StringComparison.Ordinal));
        return frames > 0 && frames < types.Count ? "input.media: frames and references cannot be mixed" : null;
    }
}

using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Luma;

/// <summary>Checks the body of <c>POST /generations</c> for a video.</summary>
internal static class LumaRequest
{
    private static readonly FieldRules Link = new(new() { ["url"] = FieldRules.IsLink }, "url");
    private static readonly FieldRules Data = new(
        new() { ["data"] = FieldRules.IsBase64, ["media_type"] = FieldRules.OneOf("image/jpeg", "image/png", "image/webp", "image/gif") }, "data", "media_type");

    private static readonly FieldRules Video = new(new()
    {
        ["resolution"] = FieldRules.OneOf("360p", "540p", "720p", "1080p"),
        ["duration"] = FieldRules.OneOf("5s", "10s"),
        ["loop"] = FieldRules.IsFlag,
        ["hdr"] = FieldRules.IsFlag,
        ["exr_export"] = FieldRules.IsFlag,
        ["start_frame"] = IsImage,
        ["end_frame"] = IsImage,
    });

    private static readonly FieldRules Fields = new(new()
    {
        ["model"] = FieldRules.OneOf("ray-3.2"),
        ["type"] = FieldRules.OneOf("video"),
        ["prompt"] = FieldRules.Text(6000),
        ["aspect_ratio"] = FieldRules.OneOf("9:16", "3:4", "1:1", "4:3", "16:9", "21:9"),
        ["video"] = node => node is JsonObject,
    }, "model", "type", "prompt");

    public static string? Fault(JsonObject body)
    {
        if (Fields.Fault(body) is { } fault) return fault;
        var video = body["video"] as JsonObject ?? [];
        if (Video.Fault(video, "video.") is { } wrong) return wrong;
        var (hdr, loop) = (video["hdr"].Flag() == true, video["loop"].Flag() == true);
        var frames = video.ContainsKey("start_frame") || video.ContainsKey("end_frame");
        if (video["duration"].Text() == "10s" && (hdr || loop || frames)) return "video.duration: 10s cannot be combined with hdr, loop or frames";
        return hdr && video["resolution"].Text() is "360p" or "540p" ? "video.hdr: requires 720p or 1080p" : null;
    }

    private static bool IsImage(JsonNode? node) => FieldRules.Is(Link)(node) || FieldRules.Is(Data)(node);
}

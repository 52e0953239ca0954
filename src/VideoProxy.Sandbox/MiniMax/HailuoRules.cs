using System.Buffers.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.MiniMax;

/// <summary>Checks the body of a V1 create, including the lengths that each resolution supports.</summary>
internal static partial class HailuoRules
{
    private const int LongestPrompt = 2000;

    private static readonly Dictionary<string, string[]> Clips = new()
    {
        ["MiniMax-Hailuo-2.3"] = ["768P/6", "768P/10", "1080P/6"],
        // The current documents require a first frame. The sandbox accepts text alone, because the shipped provider file follows older documents.
        ["MiniMax-Hailuo-2.3-Fast"] = ["768P/6", "768P/10", "1080P/6"],
        ["MiniMax-Hailuo-02"] = ["512P/6", "512P/10", "768P/6", "768P/10", "1080P/6"],
    };

    private static readonly Dictionary<string, Func<JsonNode?, bool>> Fields = new()
    {
        ["model"] = node => node.IsText(),
        ["prompt"] = node => node.IsText(),
        ["prompt_optimizer"] = IsFlag,
        ["fast_pretreatment"] = IsFlag,
        ["aigc_watermark"] = IsFlag,
        ["duration"] = node => node.Whole() is not null,
        ["resolution"] = node => node.Text() is "512P" or "720P" or "768P" or "1080P",
        ["first_frame_image"] = IsImage,
        ["last_frame_image"] = IsImage,
        ["callback_url"] = node => Uri.TryCreate(node.Text(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
    };

    /// <summary>Returns the first fault of the body, or null when the body is valid.</summary>
    public static string? Check(JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (!Fields.TryGetValue(name, out var accepts))
            {
                return "unknown parameter " + name;
            }

            if (!accepts(value))
            {
                return name + " is invalid";
            }
        }

        var model = body["model"].Text() ?? "";
        if (!Clips.TryGetValue(model, out var clips))
        {
            return "model is invalid";
        }

        var clip = $"{body["resolution"].Text() ?? "768P"}/{body["duration"].Whole() ?? 6}";
        return clips.Contains(clip) ? CheckInputs(body, model, clip) : $"{model} does not support {clip}";
    }

    private static string? CheckInputs(JsonObject body, string model, string clip)
    {
        var (first, last) = (body.ContainsKey("first_frame_image"), body.ContainsKey("last_frame_image"));
        return body switch
        {
            _ when string.IsNullOrWhiteSpace(body["prompt"].Text()) && !first => "prompt is required",
            _ when body["prompt"].Text()?.EnumerateRunes().Count() > LongestPrompt => "prompt is too long",
            _ when last && model != "MiniMax-Hailuo-02" => "last_frame_image is supported by MiniMax-Hailuo-02 only",
            _ when last && body["fast_pretreatment"].Flag() == true => "fast_pretreatment is not supported with last_frame_image",
            _ when clip.StartsWith("512P", StringComparison.Ordinal) && (!first || last) => "512P requires a first frame and does not support a last frame",
            _ => null,
        };
    }

    public static bool IsImage(JsonNode? node)
    {
        var text = node.Text() ?? "";
        var head = DataHead().Match(text);
        return head.Success
            ? text.Length > head.Length && Base64.IsValid(text.AsSpan(head.Length))
            : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
    }

    private static bool IsFlag(JsonNode? node) => node.Flag() is not null;

    [GeneratedRegex("^data:image/(?:png|jpe?g|webp);base64,", RegexOptions.CultureInvariant)]
    private static partial Regex DataHead();
}

using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.MiniMax;

/// <summary>Checks the body of a V2 create.</summary>
internal static class H3Rules
{
    private const int LongestPrompt = 7000;
    private static readonly string[] Required = ["model", "content", "resolution", "duration"];
    private static readonly string[] Optional = ["ratio", "extra", "callback_url"];
    private static readonly string[] Ratios = ["adaptive", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"];

    private static readonly Dictionary<string, (string[] Resolutions, int MinSeconds)> Models = new()
    {
        ["MiniMax-H3"] = (["768P", "2K"], 4),
        ["MiniMax-H3-Max"] = (["480P", "768P"], 5),
    };

    // The item type of each role, and the maximum number of items.
    private static readonly Dictionary<string, (string Type, int Max)> Roles = new()
    {
        ["first_frame"] = ("image_url", 1),
        ["last_frame"] = ("image_url", 1),
        ["reference_image"] = ("image_url", 9),
        ["reference_video"] = ("video_url", 3),
        ["reference_audio"] = ("audio_url", 3),
    };

    public static string? Check(JsonObject body)
    {
        if (body.Select(field => field.Key).FirstOrDefault(name => !Required.Contains(name) && !Optional.Contains(name)) is { } unknown)
        {
            return "unknown parameter " + unknown;
        }

        if (Required.FirstOrDefault(name => !body.ContainsKey(name)) is { } missing)
        {
            return missing + " is required";
        }

        var name = body["model"].Text() ?? "";
        if (!Models.TryGetValue(name, out var model))
        {
            return "model is invalid";
        }

        return body switch
        {
            _ when !model.Resolutions.Contains(body["resolution"].Text()) => $"{name} supports {string.Join(", ", model.Resolutions)}",
            _ when body["duration"].Whole() is not { } seconds || seconds < model.MinSeconds || seconds > 15 => $"duration must be {model.MinSeconds} to 15",
            _ when body.ContainsKey("ratio") && !Ratios.Contains(body["ratio"].Text()) => "ratio is invalid",
            _ when body.ContainsKey("extra") && !IsExtra(body["extra"], name) => "extra is invalid",
            _ when body["content"] is not JsonArray => "content must be a list",
            _ => CheckContent((JsonArray)body["content"]!, body["ratio"].Text()),
        };
    }

    public static string PromptOf(JsonObject body) =>
        ((JsonArray)body["content"]!).OfType<JsonObject>().Select(item => item["text"].Text()).FirstOrDefault(text => text is not null) ?? "";

    private static string? CheckContent(JsonArray content, string? ratio)
    {
        var items = content.OfType<JsonObject>().ToList();
        var texts = items.Where(item => item["type"].Text() == "text").ToList();
        var media = items.Except(texts).ToList();
        if (items.Count != content.Count || texts.Count != 1 || texts[0]["text"].Text() is not { Length: > 0 and <= LongestPrompt })
        {
            return $"content requires exactly one text of 1 to {LongestPrompt} characters";
        }

        if (media.FirstOrDefault(item => !IsMedia(item)) is not null)
        {
            return "content holds an item whose type, role or url is invalid";
        }

        var counts = media.CountBy(item => item["role"].Text()!).ToDictionary();
        var frames = counts.Keys.Any(role => role.EndsWith("frame", StringComparison.Ordinal));
        var references = counts.Keys.Any(role => role.StartsWith("reference", StringComparison.Ordinal));
        return counts switch
        {
            _ when counts.FirstOrDefault(count => count.Value > Roles[count.Key].Max) is { Key: { } role } => "too many items of role " + role,
            _ when frames && references => "frames and references cannot be mixed",
            _ when counts.ContainsKey("last_frame") && !counts.ContainsKey("first_frame") => "a last frame requires a first frame",
            _ when media.Count == 0 && ratio is null or "adaptive" => "ratio must not be adaptive without media",
            _ => null,
        };
    }

    private static bool IsMedia(JsonObject item)
    {
        var type = item["type"].Text() ?? "";
        var url = (item[type] as JsonObject)?["url"].Text() ?? "";
        return Roles.TryGetValue(item["role"].Text() ?? "", out var role) && role.Type == type
            && (url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("mm_file://", StringComparison.Ordinal)
                || (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"));
    }

    private static bool IsExtra(JsonNode? extra, string model) =>
        model == "MiniMax-H3-Max" && extra is JsonObject { Count: 1 } members
        && members["prompt_expansion_mode"].Text() is "disabled" or "balanced" or "quality";
}

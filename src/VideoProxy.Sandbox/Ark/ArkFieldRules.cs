using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Ark;

/// <summary>Checks the names, types and values of the top-level parameters. The real service validates the parameters strictly.</summary>
internal static class ArkFieldRules
{
    private static readonly Dictionary<string, Func<JsonNode?, bool>> Fields = new()
    {
        ["model"] = node => node.IsText(),
        ["content"] = node => node is JsonArray,
        ["resolution"] = OneOf("480p", "720p", "1080p", "4k"),
        ["ratio"] = OneOf("16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21", "adaptive"),
        ["duration"] = node => node.Whole() is not null,
        ["frames"] = node => node.Whole() is >= 29 and <= 289,
        ["seed"] = node => node.Whole() is >= -1 and <= uint.MaxValue,
        ["camera_fixed"] = IsFlag,
        ["watermark"] = IsFlag,
        ["generate_audio"] = IsFlag,
        ["return_last_frame"] = IsFlag,
        ["draft"] = IsFlag,
        ["service_tier"] = OneOf("default", "flex"),
        ["priority"] = node => node.Whole() is >= 0 and <= 9,
        ["execution_expires_after"] = node => node.Whole() is >= 3600 and <= 259200,
        ["callback_url"] = node => Uri.TryCreate(node.Text(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
        ["safety_identifier"] = node => node.Text() is { Length: <= 64 },
        ["tools"] = node => node is JsonArray tools && tools.All(tool => (tool as JsonObject)?["type"].Text() == "web_search"),
        ["omni_reference_task_type"] = OneOf("auto", "reference", "edit", "extend"),
        ["output_format"] = OneOf("mp4", "mov"),
    };

    public static IEnumerable<ArkFault> Types(JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (!Fields.TryGetValue(name, out var accepts))
            {
                yield return ArkFault.Invalid(name, "unknown parameter");
            }
            else if (!accepts(value))
            {
                yield return ArkFault.Invalid(name, "wrong type or value");
            }
        }

        foreach (var name in new[] { "model", "content" })
        {
            if (!body.ContainsKey(name))
            {
                yield return ArkFault.Missing(name);
            }
        }
    }

    public static IEnumerable<ArkFault> Values(JsonObject body, ArkModel model)
    {
        foreach (var name in body.Select(field => field.Key).Where(name => !model.Knows(name)))
        {
            yield return ArkFault.Unsupported(name, model.Id);
        }

        if (body["service_tier"].Text() == "flex" && model.IsSecondGeneration)
        {
            yield return ArkFault.Unsupported("service_tier", model.Id);
        }

        if (body["resolution"].Text() is { } resolution && !model.Resolutions.Contains(resolution))
        {
            yield return ArkFault.Invalid("resolution", $"{model.Id} supports {string.Join(", ", model.Resolutions)}");
        }

        if (body["duration"].Whole() is { } seconds && seconds != -1 && (seconds < model.MinSeconds || seconds > model.MaxSeconds))
        {
            yield return ArkFault.Invalid("duration", $"{model.Id} takes {model.MinSeconds} to {model.MaxSeconds} seconds, or -1");
        }

        if (body["draft"].Flag() == true && (body["return_last_frame"].Flag() == true || body["resolution"].Text() is not (null or "480p")))
        {
            yield return ArkFault.Invalid("draft", "a draft must be 480p and cannot return a last frame");
        }
    }

    private static bool IsFlag(JsonNode? node) => node.Flag() is not null;

    private static Func<JsonNode?, bool> OneOf(params string[] values) => node => node.Text() is { } text && values.Contains(text);
}

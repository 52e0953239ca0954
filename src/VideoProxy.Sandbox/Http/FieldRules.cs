using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace VideoProxy.Sandbox.Http;

/// <summary>The fields that a JSON object may have, with a check for each value. Every other field is refused.</summary>
internal sealed class FieldRules(Dictionary<string, Func<JsonNode?, bool>> fields, params string[] required)
{
    /// <summary>Returns the first fault of the object, or null when the object is valid.</summary>
    public string? Fault(JsonObject body, string where = "")
    {
        foreach (var (name, value) in body)
        {
            if (!fields.TryGetValue(name, out var accepts)) return $"{where}{name}: unknown field";
            if (!accepts(value)) return $"{where}{name}: wrong type or value";
        }

        return required.FirstOrDefault(name => !body.ContainsKey(name)) is { } missing ? $"{where}{missing}: field required" : null;
    }

    public static bool IsFlag(JsonNode? node) => node.Flag() is not null;

    public static Func<JsonNode?, bool> OneOf(params string[] values) => node => node.Text() is { } text && values.Contains(text);

    public static Func<JsonNode?, bool> Whole(long min, long max) => node => node.Whole() is { } value && value >= min && value <= max;

    public static Func<JsonNode?, bool> Text(int max) => node => node.Text() is { } text && text.Length <= max && !string.IsNullOrWhiteSpace(text);

    public static Func<JsonNode?, bool> Is(FieldRules rules) => node => node is JsonObject inner && rules.Fault(inner) is null;

    public static Func<JsonNode?, bool> ListOf(int max, Func<JsonNode?, bool> accepts) =>
        node => node is JsonArray items && items.Count >= 1 && items.Count <= max && items.All(accepts);

    public static bool IsLink(JsonNode? node) => Uri.TryCreate(node.Text(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    public static bool IsBase64(JsonNode? node) => node.Text() is { Length: > 0 } text && Base64.IsValid(text);

    /// <summary>Returns whether the node is an http(s) URL or a base64 data URL.</summary>
    public static bool IsMedia(JsonNode? node)
    {
        if (node.Text() is not { } text || !text.StartsWith("data:", StringComparison.Ordinal)) return IsLink(node);
        var mark = text.IndexOf(";base64,", StringComparison.Ordinal);
        return mark > 0 && text.Length > mark + 8 && Base64.IsValid(text.AsSpan(mark + 8));
    }
}

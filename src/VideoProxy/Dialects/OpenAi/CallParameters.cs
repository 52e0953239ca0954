using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Converts the body of a native call to JSON for the estimate. Media are replaced by their type and size.</summary>
internal static class CallParameters
{
    // A longer string of base64 characters counts as media. No other parameter is this long, and every image is longer.
    private const int MaxWordLength = 256;
    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_");

    public static JsonObject Of(CallContent? content) => content switch
    {
        null => [],
        CallContent.Json { Value: JsonObject body } => (JsonObject)Shorten(body),
        CallContent.Json json => new JsonObject { ["body"] = Shorten(json.Value) },
        CallContent.Form form => new JsonObject(form.Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)ShortenText(field.Value)))),
        CallContent.Multipart multipart => Of(multipart.Parts),
        _ => throw new InvalidOperationException($"A {content.GetType().Name} body cannot be converted to parameters."),
    };

    private static JsonObject Of(IReadOnlyList<CallPart> parts)
    {
        var fields = new JsonObject();
        foreach (var part in parts)
        {
            JsonNode value = part.File is { } file ? SizeOf(file.MimeType, file.Bytes.Length) : ShortenText(part.Text ?? "");
            // A form may repeat a field.
            if (fields[part.Name] is JsonArray list) list.Add(value);
            else if (!fields.TryAdd(part.Name, value)) fields[part.Name] = new JsonArray(fields[part.Name]!.DeepClone(), value);
        }

        return fields;
    }

    private static JsonNode Shorten(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, ShortenAny(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(ShortenAny)]),
        _ when node.GetValueKind() == JsonValueKind.String => ShortenText(node.GetValue<string>()),
        _ => node.DeepClone(),
    };

    private static JsonNode? ShortenAny(JsonNode? node) => node is null ? null : Shorten(node);

    private static string ShortenText(string text)
    {
        var comma = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',', StringComparison.Ordinal) : -1;
        if (comma > 0) return SizeOf(text[..comma], BytesOf(text.Length - comma - 1));
        return text.Length > MaxWordLength && !text.AsSpan().ContainsAnyExcept(Base64) ? SizeOf("base64", BytesOf(text.Length)) : text;
    }

    private static long BytesOf(long base64) => base64 / 4 * 3;

    private static string SizeOf(string? what, long bytes) => string.Create(CultureInfo.InvariantCulture, $"<{what}, about {bytes} bytes>");
}

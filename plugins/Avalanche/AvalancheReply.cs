using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>Kie's envelope <c>{code, msg, data}</c>: its <c>code</c> is the truth, the HTTP status may be 200 with any of them.</summary>
internal static class AvalancheReply
{
    public const int Success = 200;

    /// <summary>Null when the body says no code: then it is not Kie that answers, but something in front of it.</summary>
    public static int? CodeOf(ProviderReply reply) => WholeOf(reply.Find("code"));

    /// <summary>A whole number, also one in quotes.</summary>
    public static int? WholeOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var whole) => whole,
        { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => null,
    };

    /// <summary>The first link of a list that comes as an array or as an array written into a string.</summary>
    public static string? FirstLink(JsonElement? list)
    {
        if (list is { ValueKind: JsonValueKind.String } written)
        {
            var text = written.GetString()!;
            return text.StartsWith('[') ? FirstLink(Parse(text)) : IsLink(text) ? text : null;
        }

        if (list is not { ValueKind: JsonValueKind.Array } links) return null;
        return links.EnumerateArray().Where(link => link.ValueKind == JsonValueKind.String).Select(link => link.GetString()!).FirstOrDefault(IsLink);
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsLink(string text) => text.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}

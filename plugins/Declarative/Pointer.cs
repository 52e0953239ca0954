using System.Globalization;
using System.Text.Json;

namespace VideoProxy.Providers.Declarative;

/// <summary>JSON Pointers (RFC 6901) into a reply. One that leads nowhere finds null, whatever it meets on its way.</summary>
internal static class Pointer
{
    public static bool IsValid(string pointer) =>
        pointer.StartsWith('/') && !pointer.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal);

    /// <summary>Null also where the value is JSON null.</summary>
    public static JsonElement? Find(JsonElement? root, string pointer)
    {
        var found = root;
        foreach (var step in pointer.Split('/').Skip(1)) found = Step(found, step);
        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    /// <summary>The string or number there as text, or null.</summary>
    public static string? FindText(JsonElement? root, string pointer) =>
        Find(root, pointer) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } found && TextOf(found) is { Length: > 0 } text ? text : null;

    /// <summary>A string, a number or a flag as text; null for one that no text can hold.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped.
            return null;
        }
    }

    public static string? FirstText(JsonElement? root, IEnumerable<string> pointers) =>
        pointers.Select(pointer => FindText(root, pointer)).FirstOrDefault(text => text is not null);

    private static JsonElement? Step(JsonElement? at, string step) => at switch
    {
        { ValueKind: JsonValueKind.Object } parent when parent.TryGetProperty(Unescape(step), out var child) => child,
        { ValueKind: JsonValueKind.Array } list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < list.GetArrayLength() => list[index],
        _ => null,
    };

    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}

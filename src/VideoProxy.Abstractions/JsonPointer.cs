using System.Globalization;
using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>JSON Pointers (RFC 6901) into a reply. One that leads nowhere finds null, whatever it meets on its way.</summary>
public static class JsonPointer
{
    /// <summary>Whether the text is a pointer to something inside the document: not <c>""</c>, which is all of it.</summary>
    public static bool IsValid(string path) =>
        path.StartsWith('/') && !path.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal);

    /// <summary>What stands there, or null; null also where that is JSON null.</summary>
    public static JsonElement? Find(JsonElement? root, string path)
    {
        var found = IsValid(path) ? root : null;
        foreach (var step in path.Split('/').Skip(1)) found = Step(found, Unescape(step));
        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    /// <summary>The non-empty string or the number there as text, or null.</summary>
    public static string? FindText(JsonElement? root, string path) =>
        Find(root, path) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } found && TextOf(found) is { Length: > 0 } text ? text : null;

    /// <summary>A string as it is, anything else as JSON; null for a string that no text can hold: half a surrogate pair, escaped.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Step(JsonElement? at, string step) => at switch
    {
        { ValueKind: JsonValueKind.Object } parent when parent.TryGetProperty(step, out var child) => child,
        { ValueKind: JsonValueKind.Array } list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < list.GetArrayLength() => list[index],
        _ => null,
    };

    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}

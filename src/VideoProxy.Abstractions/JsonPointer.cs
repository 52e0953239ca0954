using System.Globalization;
using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>Resolves JSON pointers (RFC 6901) in a reply. A pointer to a missing value resolves to null and never throws.</summary>
public static class JsonPointer
{
    /// <summary>
    /// Returns whether the text is a valid pointer to a value inside the document. The empty pointer is not valid here, because
    /// it points to the whole document.
    /// </summary>
    /// <param name="path">The text, such as <c>/output/0/url</c>.</param>
    public static bool IsValid(string path) =>
        path.StartsWith('/') && !path.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal);

    /// <summary>Returns the value at the pointer. Returns null when the pointer is invalid or when the value is missing or JSON null.</summary>
    /// <param name="root">The document, or null.</param>
    /// <param name="path">The pointer.</param>
    public static JsonElement? Find(JsonElement? root, string path)
    {
        var found = IsValid(path) ? root : null;
        foreach (var step in path.Split('/').Skip(1)) found = Step(found, Unescape(step));
        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    /// <summary>
    /// Returns the string or number at the pointer as text. Returns null for an empty string, a value of another type or a missing
    /// value.
    /// </summary>
    /// <param name="root">The document, or null.</param>
    /// <param name="path">The pointer.</param>
    public static string? FindText(JsonElement? root, string path) =>
        Find(root, path) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } found && TextOf(found) is { Length: > 0 } text ? text : null;

    /// <summary>
    /// Returns a string without its quotes, and any other value as JSON. Returns null for a string with an escaped lone surrogate,
    /// because .NET cannot decode it.
    /// </summary>
    /// <param name="value">The value.</param>
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

using System.Globalization;
using System.Text.Json;

namespace VideoProxy.Providers;

/// <summary>JSON pointers (RFC 6901) into a reply.</summary>
internal static class JsonPointer
{
    /// <summary>The non-empty string that the pointer leads to, or null.</summary>
    public static string? FindString(JsonElement? root, string pointer)
    {
        if (root is not { } found || !pointer.StartsWith('/')) return null;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var member)) found = member;
            else if (found.ValueKind == JsonValueKind.Array && Index(name) is { } index && index < found.GetArrayLength()) found = found[index];
            else return null;
        }

        return found.ValueKind == JsonValueKind.String && found.GetString() is { Length: > 0 } text ? text : null;
    }

    private static int? Index(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}

using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Refuses text that JSON may carry and PostgreSQL cannot store: U+0000, and what is not Unicode.</summary>
internal static class StorableText
{
    /// <exception cref="InvalidOperationException">Half a surrogate pair: System.Text.Json has no other way to say so.</exception>
    public static ApiError? Check(JsonElement body)
    {
        if (!Utf8.IsValid(JsonMarshal.GetRawUtf8Value(body))) return ApiErrors.InvalidValue(null, "The body is not valid UTF-8.");
        foreach (var member in body.EnumerateObject())
        {
            if (HoldsNul(member.Value))
                return ApiErrors.InvalidValue(member.Name, $"{member.Name} holds the NUL character (U+0000), which cannot be stored: leave it out.");
        }

        return null;
    }

    private static bool HoldsNul(JsonElement value) => value.ValueKind switch
    {
        // JSON can write both as escapes only, so that images of megabytes need not be decoded.
        JsonValueKind.String => JsonMarshal.GetRawUtf8Value(value).IndexOf("\\u"u8) >= 0 && HoldsNul(value.GetString()!),
        JsonValueKind.Object => value.EnumerateObject().Any(m => HoldsNul(m.Name) || HoldsNul(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsNul),
        _ => false,
    };

    private static bool HoldsNul(string text) => text.Contains('\0', StringComparison.Ordinal);
}

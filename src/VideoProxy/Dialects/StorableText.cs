using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Refuses text that is valid in JSON but that PostgreSQL cannot store: U+0000 and invalid Unicode.</summary>
internal static class StorableText
{
    /// <exception cref="InvalidOperationException">A string contains a lone surrogate. System.Text.Json reports a lone surrogate only by throwing.</exception>
    public static ApiError? Check(JsonElement body)
    {
        if (!Utf8.IsValid(JsonMarshal.GetRawUtf8Value(body))) return ApiErrors.InvalidValue(null, "The body is not valid UTF-8. Send JSON encoded as UTF-8.");
        foreach (var member in body.EnumerateObject())
        {
            if (HoldsNul(member.Value))
                return ApiErrors.InvalidValue(member.Name, $"{member.Name} contains the NUL character (U+0000), which cannot be stored. Remove it.");
        }

        return null;
    }

    private static bool HoldsNul(JsonElement value) => value.ValueKind switch
    {
        // JSON allows U+0000 and lone surrogates only as escapes, so a string without escapes, such as a large image, is not decoded.
        JsonValueKind.String => JsonMarshal.GetRawUtf8Value(value).IndexOf("\\u"u8) >= 0 && HoldsNul(value.GetString()!),
        JsonValueKind.Object => value.EnumerateObject().Any(m => HoldsNul(m.Name) || HoldsNul(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsNul),
        _ => false,
    };

    private static bool HoldsNul(string text) => text.Contains('\0', StringComparison.Ordinal);
}

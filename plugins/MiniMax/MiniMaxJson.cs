using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>Reads ids and codes, which MiniMax writes sometimes as strings and sometimes as numbers.</summary>
internal static class MiniMaxJson
{
    /// <summary>Returns an id as text, because a numeric id can exceed the precision of a double.</summary>
    public static string? IdOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } id => id,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static int? CodeOf(ProviderReply reply) =>
        reply.Find("base_resp", "status_code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var code) ? code : null;
}

using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>What MiniMax writes now as a string, now as a number.</summary>
internal static class MiniMaxJson
{
    /// <summary>An id as text: as a number it can be larger than a double holds.</summary>
    public static string? IdOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } id => id,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static int? CodeOf(ProviderReply reply) =>
        reply.Find("base_resp", "status_code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var code) ? code : null;
}

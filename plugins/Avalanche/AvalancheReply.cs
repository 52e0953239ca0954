using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>Reads Kie's envelope <c>{code, msg, data}</c>. Only <c>code</c> tells the outcome, because the HTTP status can be 200 for any code.</summary>
internal static class AvalancheReply
{
    public const int Success = 200;

    /// <summary>Returns the code, or null if the body has none. A reply without a code comes from a proxy in front of Kie.</summary>
    public static int? CodeOf(ProviderReply reply) => IntegerOf(reply.Find("code"));

    /// <summary>Reads an integer that is written as a JSON number or as a string.</summary>
    public static int? IntegerOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var whole) => whole,
        { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => null,
    };
}

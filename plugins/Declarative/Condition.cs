using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>One member of a row's <c>when</c>. With neither <paramref name="Constant"/> nor <paramref name="Part"/>, anything may stand there.</summary>
/// <param name="Pointer">Where in the reply.</param>
/// <param name="Constant">What must stand there, with its type.</param>
/// <param name="Part">What the text there must hold, in upper or lower case.</param>
internal sealed record Condition(string Pointer, JsonValue? Constant = null, string? Part = null)
{
    /// <summary>Null when the rule cannot be read.</summary>
    public static Condition? Parse(string pointer, JsonNode? rule) => rule switch
    {
        JsonValue constant => new(pointer, constant),
        JsonObject { Count: 1 } one when one["present"]?.GetValueKind() == JsonValueKind.True => new(pointer),
        JsonObject { Count: 1 } one when one["contains"]?.GetValueKind() == JsonValueKind.String && one["contains"]!.GetValue<string>().Trim() is { Length: > 0 } part => new(pointer, Part: part),
        _ => null,
    };

    public bool Holds(ProviderReply reply)
    {
        if (JsonPointer.Find(reply.Json, Pointer) is not { } found) return false;
        if (Part is not null) return found.ValueKind == JsonValueKind.String && JsonPointer.TextOf(found)?.Contains(Part, StringComparison.OrdinalIgnoreCase) == true;
        return Constant is null || (found.ValueKind == Constant.GetValueKind() && JsonPointer.TextOf(found) == Template.TextOf(Constant));
    }
}

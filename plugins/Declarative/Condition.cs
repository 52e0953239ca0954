using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>One condition in the <c>when</c> of a state. If <paramref name="Constant"/> and <paramref name="Part"/> are null, any value fulfills the condition.</summary>
/// <param name="Pointer">The JSON Pointer to the value in the reply.</param>
/// <param name="Constant">The constant that the value must equal in type and text. Upper and lower case, surrounding blanks, and hyphens for underscores do not matter.</param>
/// <param name="Part">The text that the value must contain, in upper or lower case.</param>
internal sealed record Condition(string Pointer, JsonValue? Constant = null, string? Part = null)
{
    /// <summary>Parses one rule of a <c>when</c>. Returns null if the rule is invalid.</summary>
    public static Condition? Parse(string pointer, JsonNode? rule) => rule switch
    {
        JsonValue constant => new(pointer, constant),
        JsonObject { Count: 1 } one when one["present"]?.GetValueKind() == JsonValueKind.True => new(pointer),
        JsonObject { Count: 1 } one when one["contains"]?.GetValueKind() == JsonValueKind.String && one["contains"]!.GetValue<string>().Trim() is { Length: > 0 } part => new(pointer, Part: part),
        _ => null,
    };

    /// <summary>Providers change the case of their words and the blanks around them, which never changes the meaning.</summary>
    private static bool IsSame(string text, string constant) => TaskWords.Fold(text) == TaskWords.Fold(constant);

    public bool Holds(ProviderReply reply)
    {
        if (JsonPointer.Find(reply.Json, Pointer) is not { } found) return false;
        if (Part is not null) return found.ValueKind == JsonValueKind.String && JsonPointer.TextOf(found)?.Contains(Part, StringComparison.OrdinalIgnoreCase) == true;
        return Constant is null || (found.ValueKind == Constant.GetValueKind() && JsonPointer.TextOf(found) is { } text && IsSame(text, Template.TextOf(Constant)));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>
/// A reader for the typed members of one settings object. For a member of the wrong type, the reader adds a fault and returns null. A member
/// that is JSON null counts as absent.
/// </summary>
public sealed class SettingsReader
{
    private readonly SettingsFaults _faults;

    /// <summary>Adds a fault for every unknown member, because a misspelt member would otherwise be ignored silently.</summary>
    /// <param name="node">The settings object.</param>
    /// <param name="faults">The collector that receives the faults.</param>
    /// <param name="known">The names of the members that the plugin reads.</param>
    public SettingsReader(JsonObject node, SettingsFaults faults, params string[] known)
    {
        (Node, _faults) = (node, faults);
        var allowed = known.Length > 0 ? $"Allowed are {string.Join(", ", known)}" : "This plugin has no settings";
        foreach (var (name, value) in node.Where(member => !known.Contains(member.Key))) faults.Add(value ?? node, $"'{name}' is not known here. {allowed}");
    }

    /// <summary>The settings object.</summary>
    public JsonObject Node { get; }

    /// <summary>Returns a member of any type, or null when it is absent.</summary>
    /// <param name="name">The member's name.</param>
    public JsonNode? Find(string name) => Node[name];

    /// <summary>Returns a string member, or null when it is absent.</summary>
    /// <param name="name">The member's name.</param>
    public string? Text(string name) => Typed(name, JsonValueKind.String, "a string")?.GetValue<string>();

    /// <summary>Returns a required string member. If the member is absent or empty, the reader adds a fault and returns <c>""</c>.</summary>
    /// <param name="name">The member's name.</param>
    public string RequiredText(string name)
    {
        if (Find(name) is null) _faults.Add(Node, $"lacks '{name}'");
        var text = Text(name);
        if (text is { Length: 0 }) _faults.Add(Find(name)!, "must not be empty");
        return text ?? "";
    }

    /// <summary>Returns an object member, or null when it is absent. Read the object with another <see cref="SettingsReader"/>.</summary>
    /// <param name="name">The member's name.</param>
    public JsonObject? Child(string name) => Typed(name, JsonValueKind.Object, "an object")?.AsObject();

    /// <summary>Returns a whole number of 32 bits, or null when the member is absent.</summary>
    /// <param name="name">The member's name.</param>
    public int? Whole(string name)
    {
        if (Typed(name, JsonValueKind.Number, "a whole number") is not { } node) return null;
        if (node.AsValue().TryGetValue<int>(out var whole)) return whole;
        _faults.Add(node, "must be a whole number");
        return null;
    }

    private JsonNode? Typed(string name, JsonValueKind kind, string what)
    {
        if (Find(name) is not { } node || node.GetValueKind() == kind) return Find(name);
        _faults.Add(node, $"must be {what}");
        return null;
    }
}

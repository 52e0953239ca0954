using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>Reads typed members of one settings object. What is wrong becomes a fault and reads as absent, and so does JSON null.</summary>
public sealed class SettingsReader
{
    private readonly SettingsFaults _faults;

    /// <summary>Notes a fault for every member that is not known: a misspelt one would do nothing without a word.</summary>
    /// <param name="node">The object.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="known">The names that the plugin reads.</param>
    public SettingsReader(JsonObject node, SettingsFaults faults, params string[] known)
    {
        (Node, _faults) = (node, faults);
        var allowed = known.Length > 0 ? $"allowed are {string.Join(", ", known)}" : "this plugin has no settings";
        foreach (var (name, value) in node.Where(member => !known.Contains(member.Key))) faults.Add(value ?? node, $"'{name}' is not known here; {allowed}");
    }

    /// <summary>The object that is read.</summary>
    public JsonObject Node { get; }

    /// <summary>The member, of any type.</summary>
    public JsonNode? Find(string name) => Node[name];

    /// <summary>A string.</summary>
    public string? Text(string name) => Typed(name, JsonValueKind.String, "a string")?.GetValue<string>();

    /// <summary>A string that must be there and not be empty; <c>""</c> where it is not.</summary>
    public string RequiredText(string name)
    {
        if (Find(name) is null) _faults.Add(Node, $"lacks '{name}'");
        var text = Text(name);
        if (text is { Length: 0 }) _faults.Add(Find(name)!, "must not be empty");
        return text ?? "";
    }

    /// <summary>An object, to be read in turn.</summary>
    public JsonObject? Child(string name) => Typed(name, JsonValueKind.Object, "an object")?.AsObject();

    /// <summary>A whole number of 32 bits.</summary>
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

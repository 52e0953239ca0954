using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Providers.Declarative;

/// <summary>Reads typed members of one object. What is wrong becomes a fault and reads as absent.</summary>
internal sealed class Section
{
    private readonly JsonObject _node;
    private readonly Faults _faults;

    public Section(JsonObject node, Faults faults, params string[] allowed)
    {
        _node = node;
        _faults = faults;
        foreach (var (name, value) in node)
        {
            if (!allowed.Contains(name)) faults.Add(value ?? node, $"'{name}' is not known here; allowed are {string.Join(", ", allowed)}");
        }
    }

    public JsonNode? Find(string name) => _node[name];

    public string? Text(string name) => Typed(name, JsonValueKind.String, "a string")?.GetValue<string>();

    public JsonObject? Object(string name) => Typed(name, JsonValueKind.Object, "an object")?.AsObject();

    public string Required(string name)
    {
        if (Find(name) is null) _faults.Add(_node, $"lacks '{name}'");
        return Text(name) ?? "";
    }

    public int? Whole(string name)
    {
        if (Typed(name, JsonValueKind.Number, "a whole number") is not { } node) return null;
        if (node.AsValue().TryGetValue<int>(out var whole)) return whole;
        _faults.Add(node, "must be a whole number");
        return null;
    }

    /// <summary>JSON Pointers: one, or a list of which the first that finds something counts.</summary>
    public IReadOnlyList<string> Pointers(string name)
    {
        // Not a collection expression: as a JsonArray it would take the node from its place in the file.
        var nodes = Find(name) switch { null => [], JsonArray list => list.ToArray(), var one => new[] { one } };
        return [.. nodes.Select(node => Pointer(name, node)).OfType<string>()];
    }

    public string? Pointer(string name, JsonNode? node)
    {
        if (node?.GetValueKind() == JsonValueKind.String && Declarative.Pointer.IsValid(node.GetValue<string>())) return node.GetValue<string>();
        _faults.Add(node ?? _node, $"'{name}' must be a JSON Pointer into the reply, such as /data/id");
        return null;
    }

    private JsonNode? Typed(string name, JsonValueKind kind, string what)
    {
        if (Find(name) is not { } node || node.GetValueKind() == kind) return Find(name);
        _faults.Add(node, $"must be {what}");
        return null;
    }
}

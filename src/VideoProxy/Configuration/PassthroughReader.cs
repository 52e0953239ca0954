using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Configuration;

/// <summary>Reads <c>passthrough</c>: the native parameters that a client may send, each with its rule.</summary>
internal sealed class PassthroughReader(FileFaults faults)
{
    private static readonly string[] Types = ["boolean", "integer", "number", "string"];

    public IReadOnlyDictionary<string, JsonObject> Read(NodeReader model)
    {
        var rules = new Dictionary<string, JsonObject>();
        foreach (var (name, node) in model.Find("passthrough", JsonValueKind.Object, "an object")?.Members ?? [])
        {
            if (IsRule(node)) rules[name] = (JsonObject)NodeReader.ToJson(node)!;
        }

        return rules;
    }

    private bool IsRule(LocatedNode node)
    {
        if (node.Kind != JsonValueKind.Object || node.Members.GetValueOrDefault("type") is not { Kind: JsonValueKind.String } type || !Types.Contains(type.Text))
        {
            faults.Add(node, "needs a 'type' of boolean, integer, number or string");
            return false;
        }

        var rule = new NodeReader(node, faults, "type", "values");
        if (rule.Find("values", JsonValueKind.Array, "a list of the values allowed") is not { } values) return true;
        if (values.Items.Count == 0) faults.Add(values, "must hold at least one value. Remove it to allow all values");
        foreach (var bad in values.Items.Where(v => !Fits(v, type.Text))) faults.Add(bad, $"must be of the rule's type, {type.Text}");
        return true;
    }

    private static bool Fits(LocatedNode value, string type) => type switch
    {
        "boolean" => value.Kind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.Kind == JsonValueKind.String,
        "integer" => value.Kind == JsonValueKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => value.Kind == JsonValueKind.Number,
    };
}

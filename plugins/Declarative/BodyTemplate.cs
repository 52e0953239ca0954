using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.Providers.Declarative;

/// <summary>Renders a JSON document whose strings are templates.</summary>
internal static class BodyTemplate
{
    /// <summary>Renders the node. Returns false if the node has only optional values and all of them are missing. The caller then leaves it out.</summary>
    public static bool TryRender(JsonNode? node, Variables variables, out JsonNode? value)
    {
        switch (node)
        {
            case JsonObject members:
                var written = new JsonObject();
                foreach (var (name, member) in members)
                {
                    if (TryRender(member, variables, out var child)) written[name] = child;
                }

                value = written;
                return written.Count > 0 || members.Count == 0;
            case JsonArray items:
                value = new JsonArray([.. items.SelectMany(item => Items(item, variables))]);
                return value.AsArray().Count > 0 || items.Count == 0;
            case { } when node.GetValueKind() == JsonValueKind.String:
                return Template.Parse(node.GetValue<string>())!.TryRender(variables, out value);
            default:
                value = node?.DeepClone();
                return true;
        }
    }

    /// <summary>Returns every string of the node with its template, or with null if the string is not a valid template.</summary>
    /// <param name="node">The document, or a part of it.</param>
    /// <param name="inLists">Whether to include the items of lists. They can be excluded, because each item is rendered or left out on its own.</param>
    public static IEnumerable<(JsonNode Node, Template? Template)> Templates(JsonNode? node, bool inLists = true) => node switch
    {
        JsonObject members => members.SelectMany(member => Templates(member.Value, inLists)),
        JsonArray items => inLists ? items.SelectMany(item => Templates(item)) : [],
        { } when node.GetValueKind() == JsonValueKind.String => [(node, Template.Parse(node.GetValue<string>()))],
        _ => [],
    };

    public static IEnumerable<Placeholder> Placeholders(JsonNode? node, bool inLists = true) => Templates(node, inLists).SelectMany(found => found.Template?.Placeholders ?? []);

    // An item with a placeholder for a media list is repeated for each input. An item with a missing optional value is left out.
    private static IEnumerable<JsonNode?> Items(JsonNode? item, Variables variables)
    {
        var own = Placeholders(item, inLists: false).ToList();
        var repeated = own.Select(MediaName.Of).FirstOrDefault(media => media is { IsList: true });
        var scopes = repeated is null ? [variables] : repeated.In(variables.Job.Request).Select(input => variables with { Repeated = repeated, Item = input });
        foreach (var scope in scopes)
        {
            if (own.Any(placeholder => placeholder.Optional && scope.Find(placeholder) is null)) continue;
            if (TryRender(item, scope, out var value)) yield return value;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoProxy.ProviderTests.Mutations;

/// <summary>Does to a document what hands and editors do: one to three changes, anywhere in it. The same seed does the same.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "404", "1e400", "12345678901234567890", "\"\"", "\"x\"", "\"/\"", "\"/a~2\"", "\"if\"", "[]", "{}", "[null]", "[[\"/id\"]]",
        "{\"present\": true}", "{\"contains\": \"x\"}", "{\"\": {\"\": null}}", "\"text\"", "\"image\"", "\"content\"", "\"completed\"", "\"rejected\"", "\"a\\r\\nb: c\"", "\"\\u202e\\uD83D\\uDE00\\u0000\"",
    ];

    private static readonly string[] Templates =
    [
        "{{prompt}}", "{{promt}}", "{{seed?}}", "{{audio}}", "{{user|text}}", "{{id}}", "{{note.x}}", "{{note.}}", "{{options.a?}}", "{{options.a|x=y}}", "{{firstFrame}}", "{{lastFrame.data?}}",
        "{{firstFrame.url}}", "{{referenceImages}}", "{{referenceImages.url}}", "{{referenceVideos.data}}", "{{referenceAudios.type?}}", "{{seconds|5=five}}", "{{size?|}}", "{{}}", "{{ ? }}", "{{", "}}{{", "{{a|b=c|b=d}}",
        "{{apiKey}}", "{{$if}}", "x{{width}}y{{height}}z",
    ];

    private static readonly string[] Names =
        ["if", "reply", "body", "note", "then", "is", "video", "http", "when", "id", "states", "content", "cancel", "probe", "", "a b", "a\nb", "ä.[0]", "'", "/x"];

    private readonly Random _random = new(seed);

    public JsonObject Mutate(JsonObject document)
    {
        var mutated = (JsonObject)document.DeepClone();
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            var places = Inside(mutated).ToList();
            if (places.Count > 0) Change(Any(places));
        }

        return mutated;
    }

    private void Change(JsonNode node)
    {
        switch (_random.Next(8))
        {
            case 0: Remove(node); break;
            case 1: Put(node, JsonNode.Parse(Any(Values))); break;
            case 2: Put(node, Any(Templates)); break;
            case 3: Put(node, new JsonArray(node.DeepClone())); break;
            case 4: Put(node, new string('x', 1 << _random.Next(1, 15))); break;
            case 5: Add(node); break;
            case 6: Put(node, Any(Inside(node.Root).ToList()).DeepClone()); break;
            default: Twist(node); break;
        }
    }

    // Text is cut and joined; a list has one item twice, or a list of one.
    private void Twist(JsonNode node)
    {
        if (node is JsonArray { Count: > 0 } list) list.Add(list[_random.Next(list.Count)]?.DeepClone());
        else if (node.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is { Length: > 0 } text)
            Put(node, _random.Next(2) == 0 ? text.Remove(_random.Next(text.Length), 1) : text.Insert(_random.Next(text.Length), Any(Templates)));
        else Put(node, node.ToJsonString());
    }

    private void Add(JsonNode node)
    {
        var value = _random.Next(2) == 0 ? JsonNode.Parse(Any(Values)) : Any(Templates);
        if (node is JsonObject members) members[Any(Names)] = value;
        else if (node is JsonArray list) list.Insert(_random.Next(list.Count + 1), value);
        else Put(node, new JsonObject { [Any(Names)] = value });
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject members) members.Remove(node.GetPropertyName());
        else ((JsonArray)node.Parent!).RemoveAt(node.GetElementIndex());
    }

    private static void Put(JsonNode node, JsonNode? value)
    {
        if (node.Parent is JsonObject members) members[node.GetPropertyName()] = value;
        else ((JsonArray)node.Parent!)[node.GetElementIndex()] = value;
    }

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    /// <summary>Everything inside it, without itself.</summary>
    public static IEnumerable<JsonNode> Inside(JsonNode node) => Children(node).OfType<JsonNode>().SelectMany(child => Inside(child).Prepend(child));

    private static IEnumerable<JsonNode?> Children(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray list => list,
        _ => [],
    };
}

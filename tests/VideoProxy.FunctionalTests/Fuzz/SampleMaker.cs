using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Fuzz;

/// <summary>Makes values that fit the schemas of one document, as far as these say.</summary>
internal sealed class SampleMaker(JsonObject document, Random random)
{
    private static readonly string[] Texts =
    [
        "a lighthouse", "seedance-2-0", "seedance-2-0-fast", "bytedance/seedance-2-0", "1280x720", "720p", "16:9", "5", "raw", "whsec_aGVsbG8=",
        "https://example.com/a.png", "data:image/png;base64,iVBORw0KGgo=", "true",
    ];

    public JsonNode? Make(JsonObject schema, string name = "")
    {
        if ((string?)schema["$ref"] is { } reference) return Make(Resolve(reference), name);
        if (schema["oneOf"] is JsonArray ways) return Make(Pick(ways).AsObject(), name);
        if (schema["enum"] is JsonArray words) return Pick(words).DeepClone();
        return (string?)(schema["type"] as JsonValue) switch
        {
            "object" => MakeObject(schema),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Make(schema["items"]!.AsObject()))]),
            "boolean" => random.Next(2) == 0,
            "integer" or "number" => Number(schema),
            "null" => null,
            _ => Text(name),
        };
    }

    public JsonObject Resolve(string reference) => reference[2..].Split('/').Aggregate((JsonNode)document, (node, part) => node[part]!).AsObject();

    private JsonObject MakeObject(JsonObject schema)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet();
        var made = new JsonObject();
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            if (required.Contains(name) || random.Next(8) == 0) made[name] = Make(member!.AsObject(), name);
        }

        return made;
    }

    private int Number(JsonObject schema)
    {
        var least = (int)((long?)schema["minimum"] ?? 0);
        // Small ones more often: five seconds are offered, an hour is not.
        return random.Next(2) == 0 ? 5 : random.Next(least, (int)Math.Min((long?)schema["maximum"] ?? 100, int.MaxValue - 1) + 1);
    }

    private string Text(string name) => name switch
    {
        "model" when random.Next(8) > 0 => Texts[random.Next(1, 4)],
        "prompt" => Texts[0],
        "size" when random.Next(4) > 0 => "1280x720",
        "seconds" when random.Next(4) > 0 => "5",
        _ => Texts[random.Next(Texts.Length)],
    };

    private JsonNode Pick(JsonArray list) => list[random.Next(list.Count)]!;
}

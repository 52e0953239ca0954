using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Mutations;

/// <summary>Replies that no provider documents: no JSON, and for every row of <c>states</c> a reply that fits with anything else at all other places.</summary>
internal static class HostileReplies
{
    private static readonly string[] Bodies = ["", "<html>", "[]", "null", "7", "{}", "{\"\": 1}", "{\"id\": {}}", "{", "\"\\ud800\""];

    private static readonly string[] Values =
        ["\"\"", "\"x\"", "0", "1e999", "true", "null", "[]", "{}", "[\"https://x.example/v\"]", "\"\\ud800\"", "\"..\"", "\"https://x.example/v\"", "\"http://\"", "\"file:///etc/passwd\"", $"\"{new string('y', 5_000)}\""];

    private static readonly int[] Statuses = [200, 204, 302, 400, 404, 409, 499];

    public static IReadOnlyList<ProviderReply> For(JsonObject operations, Random random)
    {
        var nodes = Mutator.Inside(operations).ToList();
        var pointers = nodes.OfType<JsonObject>().SelectMany(node => node.Select(member => member.Key))
            .Concat(nodes.Where(node => node.GetValueKind() == JsonValueKind.String).Select(node => node.GetValue<string>()))
            .Where(text => text.Length < 200 && JsonPointer.IsValid(text)).Distinct().ToList();
        var rows = nodes.OfType<JsonObject>().Select(node => node["when"]).OfType<JsonObject>().Append([]).ToList();
        return
        [
            .. Bodies.Select(body => Reply(Statuses[random.Next(Statuses.Length)], body)),
            .. rows.Select(row => Reply(random.Next(3) > 0 ? 200 : Statuses[random.Next(Statuses.Length)], Body(row, pointers, random))),
        ];
    }

    private static string Body(JsonObject row, List<string> pointers, Random random)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (pointer, rule) in row) Put(body, pointer, rule is JsonObject part ? part["contains"]?.ToJsonString() ?? "1" : rule?.ToJsonString() ?? "null");
        foreach (var pointer in pointers) Put(body, pointer, Values[random.Next(Values.Length)]);
        return Text(body);
    }

    private static void Put(Dictionary<string, object> at, string pointer, string json)
    {
        var steps = pointer.Split('/')[1..];
        foreach (var step in steps[..^1])
        {
            if (!at.TryGetValue(step, out var child)) at[step] = child = new Dictionary<string, object>(StringComparer.Ordinal);
            if (child is not Dictionary<string, object> inner) return;
            at = inner;
        }

        at.TryAdd(steps[^1], json);
    }

    // Members named 0, 1, … make a list: the only one that its pointers can mean.
    private static string Text(object value) => value switch
    {
        Dictionary<string, object> members when members.Count > 0 && members.Keys.All(name => name == "0") => $"[{Text(members["0"])}]",
        Dictionary<string, object> members => $"{{{string.Join(",", members.Select(member => $"{JsonSerializer.Serialize(member.Key)}:{Text(member.Value)}"))}}}",
        _ => (string)value,
    };

    private static ProviderReply Reply(int status, string body) => new(status, new Dictionary<string, string>(), body);
}

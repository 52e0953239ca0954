using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Support;

/// <summary>
/// A native reply written as <c>poll</c> (with canonical members on the same line where they matter), <c>HTTP 200</c>,
/// a line for each header, an empty line, the body.
/// </summary>
internal static class ReplyText
{
    private const string Long = "\"{long}\"";

    public static (CanonicalInput Input, ProviderReply Reply) Parse(string text)
    {
        var parts = text.Split("\n\n", 2);
        var head = parts[0].Trim().Split('\n');
        var opening = head[0].Trim().Split(' ', 2);
        if (!Exchange.Operations.Contains(opening[0]) || head.Length < 2 || !head[1].StartsWith("HTTP ", StringComparison.Ordinal))
            throw new FormatException($"A reply starts with 'reply to' {string.Join(", ", Exchange.Operations)} and 'HTTP <status>', not:\n{parts[0]}");

        var canonical = opening.Length == 2 ? JsonNode.Parse(opening[1])!.AsObject() : [];
        canonical["operation"] = opening[0];
        var headers = head.Skip(2).Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var status = int.Parse(head[1]["HTTP ".Length..], CultureInfo.InvariantCulture);
        return (CanonicalInput.Read(canonical), Reply(status, headers, parts.Length == 2 ? parts[1].Trim() : ""));
    }

    /// <summary>What the host would cut out of the body is empty there, and named.</summary>
    private static ProviderReply Reply(int status, Dictionary<string, string> headers, string body)
    {
        if (!body.Contains(Long, StringComparison.Ordinal)) return new ProviderReply(status, headers, body);
        var cut = Pointers(JsonNode.Parse(body), "").ToList();
        return new ProviderReply(status, headers, body.Replace(Long, "\"\"", StringComparison.Ordinal)) { CutStrings = cut };
    }

    private static IEnumerable<string> Pointers(JsonNode? node, string pointer) => node switch
    {
        JsonObject members => members.SelectMany(member => Pointers(member.Value, $"{pointer}/{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Pointers(item, $"{pointer}/{index}")),
        JsonValue value when value.ToJsonString() == Long => [pointer],
        _ => [],
    };
}

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
        return (CanonicalInput.Read(canonical), new ProviderReply(status, headers, parts.Length == 2 ? parts[1].Trim() : ""));
    }
}

using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

/// <summary>One server-sent event, as a client reads it off the stream.</summary>
internal sealed record ServerEvent(string? Id, string? Type, string Data)
{
    public string Status => (string)JsonNode.Parse(Data)!["status"]!;

    public static async IAsyncEnumerable<ServerEvent> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        var fields = new Dictionary<string, string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
                fields[name] = value.StartsWith(' ') ? value[1..] : value;
                continue;
            }

            if (fields.TryGetValue("data", out var data)) yield return new ServerEvent(fields.GetValueOrDefault("id"), fields.GetValueOrDefault("event"), data);
            fields.Clear();
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Errors;

namespace VideoProxy.Cli;

/// <summary>Prints rows as lines of <c>name=value</c>, leaving out members without a value, or as one JSON document. A value cannot control the terminal.</summary>
internal sealed class RowPrinter(TextWriter output, bool json)
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string? Moment(long? milliseconds) => milliseconds is { } value
        ? DateTimeOffset.FromUnixTimeMilliseconds(value).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : null;

    /// <summary>Prints a list, in JSON as an array.</summary>
    public void PrintAll(IEnumerable<object> rows)
    {
        var members = rows.Select(Members).ToList();
        if (json) output.WriteLine($"[{string.Join(",\n", members.Select(row => row.ToJsonString()))}]");
        else members.ForEach(PrintLine);
    }

    /// <summary>Prints one row, in JSON as an object.</summary>
    public void Print(object row) => Print(row, null, []);

    /// <summary>Prints one row with the rows that belong to it. In JSON they are a member of that name.</summary>
    public void Print(object row, string? name, IEnumerable<object> parts)
    {
        var (whole, members) = (Members(row), parts.Select(Members).ToArray<JsonNode>());
        if (json)
        {
            if (name is not null) whole[name] = new JsonArray(members);
            output.WriteLine(whole.ToJsonString());
            return;
        }

        PrintLine(whole);
        foreach (var part in members) PrintLine(part.AsObject());
    }

    private static JsonObject Members(object row) => JsonSerializer.SerializeToNode(row, SnakeCase)!.AsObject();

    private void PrintLine(JsonObject row) =>
        output.WriteLine(string.Join("  ", row.Where(member => member.Value is not null).Select(member => $"{member.Key}={Text(member.Value!)}")));

    private static string Text(JsonNode value) => ProviderText.Clean(value is JsonValue ? value.ToString() : value.ToJsonString());
}

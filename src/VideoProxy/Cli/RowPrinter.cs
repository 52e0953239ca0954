using System.Globalization;
using System.Text.Json;

namespace VideoProxy.Cli;

/// <summary>Prints rows, one line each: JSON, or the members that have a value as <c>name=value</c>.</summary>
internal sealed class RowPrinter(TextWriter output, bool json)
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string? Moment(long? milliseconds) => milliseconds is { } value
        ? DateTimeOffset.FromUnixTimeMilliseconds(value).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : null;

    public void Print(object row)
    {
        var members = JsonSerializer.SerializeToElement(row, SnakeCase);
        output.WriteLine(json ? members.GetRawText() : string.Join("  ", members.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null).Select(member => $"{member.Name}={member.Value}")));
    }
}

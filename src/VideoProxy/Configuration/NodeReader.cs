using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Hosting;

namespace VideoProxy.Configuration;

/// <summary>Reads typed members of one object. A member with a fault is reported and read as absent.</summary>
internal sealed class NodeReader
{
    // Stricter than .NET, which reads "5" as five days.
    private static readonly string[] Durations = [@"hh\:mm\:ss", @"d\.hh\:mm\:ss"];
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(30);

    // Far above any price, and far below the largest amount in micro-dollars.
    private const decimal MostMoney = 1_000_000;
    private readonly LocatedNode _node;
    private readonly FileFaults _faults;

    public NodeReader(LocatedNode node, FileFaults faults, params string[] allowed)
    {
        _node = node;
        _faults = faults;
        foreach (var (name, member) in node.Members)
        {
            if (!allowed.Contains(name)) faults.Add(member, $"is not known here. Allowed are {string.Join(", ", allowed)}");
        }
    }

    public LocatedNode Node => _node;

    public LocatedNode? Find(string name) =>
        _node.Members.GetValueOrDefault(name) is { Kind: not JsonValueKind.Null } member ? member : null;

    public LocatedNode? Find(string name, JsonValueKind kind, string what)
    {
        if (Find(name) is not { } member) return null;
        if (member.Kind == kind) return member;
        _faults.Add(member, $"must be {what}, not {member.Kind.ToString().ToLowerInvariant()}");
        return null;
    }

    public string? Text(string name) => Find(name, JsonValueKind.String, "a string")?.Text;

    public string RequiredText(string name)
    {
        if (Find(name) is not { } member)
        {
            _faults.Add(_node, $"lacks '{name}'");
            return "";
        }

        var text = Text(name);
        if (text is not null && string.IsNullOrWhiteSpace(text)) _faults.Add(member, "must not be empty");
        return text ?? "";
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } member) return false;
        if (member.Kind is not (JsonValueKind.True or JsonValueKind.False)) _faults.Add(member, "must be true or false");
        return member.Kind == JsonValueKind.True;
    }

    public int? Whole(string name, int min, int max)
    {
        if (Find(name) is not { } member) return null;
        if (member.Kind == JsonValueKind.Number && int.TryParse(member.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max) return value;
        _faults.Add(member, $"must be a whole number from {min} to {max}");
        return null;
    }

    public decimal? Money(string name) => Find(name) is { } member ? Money(member, _faults) : null;

    public static decimal? Money(LocatedNode node, FileFaults faults)
    {
        if (node.Kind == JsonValueKind.Number && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= MostMoney) return value;
        faults.Add(node, $"must be an amount in USD from 0 to {MostMoney}");
        return null;
    }

    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text) return null;
        if (TimeSpan.TryParseExact(text, Durations, CultureInfo.InvariantCulture, out var value) && value > TimeSpan.Zero && value <= LongestDuration) return value;
        _faults.Add(Find(name)!, $"must be a time span HH:MM:SS or D.HH:MM:SS above zero and at most {LongestDuration.Days} days, not '{text}'");
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)) return value;
        _faults.Add(Find(name)!, $"must be a date YYYY-MM-DD, not '{text}'");
        return null;
    }

    /// <summary>Returns the strings of a list, each with its own line.</summary>
    public IReadOnlyList<LocatedNode> TextItems(string name)
    {
        if (Find(name, JsonValueKind.Array, "a list of strings") is not { } list) return [];
        foreach (var item in list.Items.Where(i => i.Kind != JsonValueKind.String)) _faults.Add(item, "must be a string");
        return [.. list.Items.Where(i => i.Kind == JsonValueKind.String)];
    }

    public JsonObject Object(string name) =>
        Find(name, JsonValueKind.Object, "an object") is { } node ? (JsonObject)ToJson(node)! : [];

    public static JsonNode? ToJson(LocatedNode node) => node.Kind switch
    {
        JsonValueKind.Object => new JsonObject(node.Members.Select(m => KeyValuePair.Create(m.Key, ToJson(m.Value)))),
        JsonValueKind.Array => new JsonArray([.. node.Items.Select(ToJson)]),
        JsonValueKind.String => JsonValue.Create(node.Text),
        JsonValueKind.Number => JsonNode.Parse(node.Text),
        JsonValueKind.True => JsonValue.Create(true),
        JsonValueKind.False => JsonValue.Create(false),
        _ => null,
    };
}

using System.Text.Json;

namespace VideoProxy.Configuration;

/// <summary>A JSON value that knows its line and path, so that a fault can be found with an editor.</summary>
internal sealed class LocatedNode(JsonValueKind kind, int line, string path)
{
    public JsonValueKind Kind { get; } = kind;
    public int Line { get; } = line;
    public string Path { get; } = path;

    /// <summary>The text of a string, the digits of a number.</summary>
    public string Text { get; init; } = "";

    /// <summary>The unset variables of a string.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
    public Dictionary<string, LocatedNode> Members { get; } = new(StringComparer.Ordinal);
    public List<LocatedNode> Items { get; } = [];

    /// <summary>This and everything inside it, in the order of the file.</summary>
    public IEnumerable<LocatedNode> All() => Members.Values.Concat(Items).SelectMany(child => child.All()).Prepend(this);
}

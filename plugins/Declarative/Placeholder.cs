namespace VideoProxy.Providers.Declarative;

/// <summary>A placeholder such as <c>{{name}}</c>. The suffix <c>?</c> makes it optional, <c>|a=b|c=d</c> maps its values, and <c>|text</c> turns its value into a string.</summary>
/// <param name="Name">The name of a value in <see cref="Variables"/>.</param>
/// <param name="Optional">Whether the value may be missing. Then the JSON member is left out.</param>
/// <param name="AsText">Whether a number or boolean becomes a string.</param>
/// <param name="Map">The provider's word for each canonical value, or null if values are sent unchanged.</param>
internal sealed record Placeholder(string Name, bool Optional, bool AsText, IReadOnlyDictionary<string, string>? Map)
{
    /// <summary>The name up to its first dot: <c>firstFrame</c> of <c>firstFrame.url</c>.</summary>
    public string Subject => Name.Split('.')[0];

    /// <summary>The name after its first dot: <c>url</c> of <c>firstFrame.url</c>. Empty if the name has no dot.</summary>
    public string Member => Name[Math.Min(Subject.Length + 1, Name.Length)..];

    /// <summary>Parses the text between the braces. Returns null if it is invalid.</summary>
    public static Placeholder? Parse(string text)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries);
        var optional = parts[0].EndsWith('?');
        var name = optional ? parts[0][..^1] : parts[0];
        if (parts is [_] or [_, "text"]) return new(name, optional, parts.Length == 2, null);

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in parts.Skip(1).Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries)))
        {
            if (pair.Length != 2 || pair[0].Length == 0 || !map.TryAdd(pair[0], pair[1])) return null;
        }

        return new(name, optional, false, map);
    }
}

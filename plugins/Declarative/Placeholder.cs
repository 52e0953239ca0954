namespace VideoProxy.Providers.Declarative;

/// <summary>One <c>{{name}}</c>: <c>?</c> drops the member when absent, <c>|a=b|c=d</c> maps its values, <c>|text</c> makes it a string.</summary>
/// <param name="Name">A name of <see cref="Variables"/>.</param>
/// <param name="Optional">Whether it may be absent.</param>
/// <param name="AsText">Whether a number or flag becomes a string.</param>
/// <param name="Map">From the canonical value to the provider's word; null = as it is.</param>
internal sealed record Placeholder(string Name, bool Optional, bool AsText, IReadOnlyDictionary<string, string>? Map)
{
    /// <summary>The name up to its first dot: <c>firstFrame</c> of <c>firstFrame.url</c>.</summary>
    public string Subject => Name.Split('.')[0];

    /// <summary>What follows that dot; <c>""</c> without one.</summary>
    public string Member => Name[Math.Min(Subject.Length + 1, Name.Length)..];

    /// <summary>Null when it cannot be read.</summary>
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

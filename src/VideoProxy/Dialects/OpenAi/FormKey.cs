using System.Globalization;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>The name of a form part: <c>reference_images[0][url]</c> is the item 0 of that field, and in it the path <c>url</c>.</summary>
/// <param name="Field">The member that it belongs to.</param>
/// <param name="Item">Null: not in a list. Empty: the next item, for <c>name</c> and <c>name[]</c>. Else its number, as it was written.</param>
/// <param name="Path">The names inside, from the outermost.</param>
internal sealed record FormKey(string Field, string? Item, IReadOnlyList<string> Path)
{
    /// <summary>Whether the value is a medium itself, as text or as the object around it.</summary>
    public bool IsLink => Path is [] or ["url" or "image_url"] or ["image_url", "url"];

    public static FormKey Parse(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        var field = open > 0 && name.EndsWith(']') ? name[..open] : name;
        string[] path = field == name ? [] : name[(open + 1)..^1].Split("][");
        if (!CreateFields.Lists.Contains(field)) return new(field, null, path);
        return path switch
        {
            [] => new(field, "", []),
            [var item, .. var rest] when item.All(char.IsAsciiDigit) => new(field, item, rest),
            _ => new(field, null, path),
        };
    }

    /// <summary>The same place for a value that needs no object around it.</summary>
    public FormKey Whole() => new(Field, CreateFields.Lists.Contains(Field) ? Item ?? "" : null, []);

    /// <summary>The place in a list that so far holds <paramref name="count"/> items.</summary>
    public int IndexIn(int count)
    {
        if (string.IsNullOrEmpty(Item)) return count;
        return int.TryParse(Item, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue;
    }
}

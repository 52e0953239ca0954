namespace VideoProxy.Errors;

/// <summary>Finds the known names that a client may have meant by an unknown name.</summary>
internal static class NearNames
{
    public const int Most = 5;
    private const int MaxLength = 100;
    private const int ShortestPrefix = 3;

    /// <summary>
    /// Returns at most five names, nearest first. Names are compared in their normal form: without a prefix that ends in a slash, in
    /// lower case, letters and digits only. A name is near if few edits separate the two, or if one is the beginning of the other.
    /// </summary>
    /// <param name="unknown">The client's name.</param>
    /// <param name="known">The names to choose from.</param>
    /// <param name="leastEdits">The number of edits that are allowed in a short name. A longer name may have one for every six characters.</param>
    public static IReadOnlyList<string> Of(string unknown, IEnumerable<string> known, int leastEdits = 0)
    {
        if (unknown.Length > MaxLength || Normal(unknown) is not { Length: > 0 } normal) return [];
        var mostEdits = Math.Max(leastEdits, normal.Length / 6);
        return
        [
            .. known.Distinct()
                .Select(name => (Name: name, Normal: Normal(name)))
                .Select(other => (other.Name, Edits: Edits(normal, other.Normal), IsPrefix: IsPrefix(normal, other.Normal)))
                .Where(other => other.Edits <= mostEdits || other.IsPrefix)
                .OrderBy(other => other.Edits <= mostEdits ? other.Edits : int.MaxValue).ThenBy(other => other.Name.Length).ThenBy(other => other.Name, StringComparer.Ordinal)
                .Take(Most)
                .Select(other => other.Name),
        ];
    }

    /// <summary>Returns <c> Did you mean 'a', 'b' or 'c'?</c> with a leading space, or an empty text if no name is near.</summary>
    public static string Question(IReadOnlyList<string> names) => names switch
    {
        [] => "",
        [var only] => $" Did you mean '{only}'?",
        _ => $" Did you mean '{string.Join("', '", names.SkipLast(1))}' or '{names[^1]}'?",
    };

    /// <summary>Returns the form in which two spellings of one name are equal.</summary>
    public static string Normal(string name) => string.Concat(name.Skip(name.LastIndexOf('/') + 1).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static bool IsPrefix(string a, string b) =>
        Math.Min(a.Length, b.Length) >= ShortestPrefix && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal));

    /// <summary>Counts the insertions, deletions and replacements that turn one text into the other.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

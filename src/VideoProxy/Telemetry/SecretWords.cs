using System.Text.RegularExpressions;

namespace VideoProxy.Telemetry;

/// <summary>
/// Removes secrets from a text for the log: the query and the user of every URL, the path of a URL of somebody else, because a path may be a
/// secret too, and bearer tokens.
/// </summary>
internal static partial class SecretWords
{
    private const string Hidden = "…";

    /// <param name="text">The text.</param>
    /// <param name="keepsPaths">Whether the URLs are the gateway's own, so that their paths are no secrets.</param>
    public static string Redact(string text, bool keepsPaths)
    {
        if (text.Contains("://", StringComparison.Ordinal)) text = Url().Replace(text, url => Shorten(url, keepsPaths));
        if (text.Contains('?', StringComparison.Ordinal)) text = Query().Replace(text, "?" + Hidden);
        return text.Contains("bearer", StringComparison.OrdinalIgnoreCase) ? Bearer().Replace(text, "$1" + Hidden) : text;
    }

    private static string Shorten(Match url, bool keepsPaths)
    {
        var (origin, path, query) = (url.Groups["origin"].Value + url.Groups["host"].Value, url.Groups["path"].Value, url.Groups["query"].Value);
        if (!keepsPaths && path.Length > 1) return $"{origin}/{Hidden}";
        return query.Length > 0 ? $"{origin}{path}?{Hidden}" : origin + path;
    }

    [GeneratedRegex("""(?<origin>\bhttps?://)(?:[^\s/?#"'<>@]*@)?(?<host>[^\s/?#"'<>]*)(?<path>[^\s?#"'<>]*)(?<query>[?#][^\s"'<>]*)?""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Url();

    [GeneratedRegex("""\?[\w.%~+-]+=[^\s"'<>]*""", RegexOptions.NonBacktracking)]
    private static partial Regex Query();

    [GeneratedRegex(@"(bearer\s+)[^\s""',;]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Bearer();
}

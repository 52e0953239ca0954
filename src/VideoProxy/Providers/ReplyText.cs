using System.Text.RegularExpressions;

namespace VideoProxy.Providers;

/// <summary>
/// Half surrogate pairs and NULs, written as JSON escapes, are made replacement characters: the first make JsonElement.GetString
/// throw in whatever plugin reads them, the second cannot be stored in PostgreSQL.
/// </summary>
internal static partial class ReplyText
{
    public static string Mend(string body) =>
        body.Contains(@"\u", StringComparison.Ordinal) ? Unusable().Replace(body, @"\ufffd") : body;

    [GeneratedRegex(@"\\u(?:0000|d[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2}\\u)d[c-f][0-9a-f]{2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unusable();
}

using System.Text.RegularExpressions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>
/// The provider still reads <c>--dur 10</c> inside a prompt as a parameter, so a client could change what was validated and
/// priced. Two or more hyphens in a row therefore become one em dash, wherever they stand.
/// </summary>
internal static partial class ByteDancePrompt
{
    public static string WithoutFlags(string prompt) => HyphenRun().Replace(prompt, "—");

    // Hyphen look-alikes count, and so do runs with invisible characters between: a normalising reader would see "--".
    [GeneratedRegex(@"[-\u2010-\u2012\u2212\uFE63\uFF0D](?:[\p{Cf}\p{Mn}]*[-\u2010-\u2012\u2212\uFE63\uFF0D])+", RegexOptions.CultureInvariant)]
    private static partial Regex HyphenRun();
}

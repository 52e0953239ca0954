using System.Text.RegularExpressions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>
/// Removes parameters from prompts. The provider still reads <c>--dur 10</c> in a prompt as a parameter, so a client could
/// change values that the gateway has already validated and priced. Each run of two or more hyphens becomes one em dash.
/// </summary>
internal static partial class ByteDancePrompt
{
    public static string WithoutFlags(string prompt) => HyphenRun().Replace(prompt, "—");

    // The pattern also matches hyphen look-alikes and invisible characters between hyphens, because a parser that normalizes Unicode would read them as "--".
    [GeneratedRegex(@"[-\u2010-\u2012\u2212\uFE63\uFF0D](?:[\p{Cf}\p{Mn}]*[-\u2010-\u2012\u2212\uFE63\uFF0D])+", RegexOptions.CultureInvariant)]
    private static partial Regex HyphenRun();
}

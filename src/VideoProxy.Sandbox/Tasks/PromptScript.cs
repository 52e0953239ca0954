using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoProxy.Sandbox.Tasks;

/// <summary>
/// The directives for the sandbox inside a prompt: <c>[sandbox: fail]</c>, <c>[sandbox: filter]</c>, <c>[sandbox: slow 30]</c> (seconds) and
/// <c>[sandbox: 429]</c>. A prompt may combine directives.
/// </summary>
internal sealed partial record PromptScript(Outcome Outcome, TimeSpan? Running, bool RateLimited)
{
    public static PromptScript Read(string prompt)
    {
        var script = new PromptScript(Outcome.Video, null, false);
        foreach (Match match in Directive().Matches(prompt))
        {
            script = match.Groups["name"].Value.ToUpperInvariant() switch
            {
                "FAIL" => script with { Outcome = Outcome.Failure },
                "FILTER" => script with { Outcome = Outcome.Filtered },
                "429" => script with { RateLimited = true },
                _ => script with { Running = Seconds(match.Groups["seconds"].Value) },
            };
        }

        return script;
    }

    private static TimeSpan Seconds(string digits) => TimeSpan.FromSeconds(int.Parse(digits, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\[\s*sandbox:\s*(?<name>fail|filter|429|slow\s+(?<seconds>\d{1,5}))\s*\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}

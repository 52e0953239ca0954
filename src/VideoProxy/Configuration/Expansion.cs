using System.Text.RegularExpressions;

namespace VideoProxy.Configuration;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c>. A default may itself contain references. An empty variable counts as not set.</summary>
internal static partial class Expansion
{
    /// <param name="text">The text to expand.</param>
    /// <param name="environment">Looks up a variable.</param>
    /// <param name="missing">Receives the names that are not set and have no default.</param>
    public static string Expand(string text, Func<string, string?> environment, List<string> missing) => Reference().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        if (environment(name) is { Length: > 0 } value) return value;
        if (match.Groups["default"].Success) return Expand(match.Groups["default"].Value, environment, missing);
        missing.Add(name);
        return "";
    });

    /// <summary>Returns whether the text contains a malformed reference. It must be refused, because it would otherwise be sent as part of a key or an address.</summary>
    public static bool IsMalformed(string text) =>
        Reference().Matches(text).Any(match => IsMalformed(match.Groups["default"].Value)) || Reference().Replace(text, "").Contains("${", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>([^}$]|\$(?!\{)|\$\{[^}]*\})*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}

using System.Text.RegularExpressions;

namespace VideoProxy.Configuration;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c>, whose default may hold such references itself. An empty variable counts as not set.</summary>
internal static partial class Expansion
{
    /// <param name="text">The text of one string.</param>
    /// <param name="environment">Finds a variable.</param>
    /// <param name="missing">Gets the names that are neither set nor have a default.</param>
    public static string Expand(string text, Func<string, string?> environment, List<string> missing) => Reference().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        if (environment(name) is { Length: > 0 } value) return value;
        if (match.Groups["default"].Success) return Expand(match.Groups["default"].Value, environment, missing);
        missing.Add(name);
        return "";
    });

    /// <summary>Whether something opens like a reference and is none: left as it is, it would be sent as a key or an address.</summary>
    public static bool IsMalformed(string text) =>
        Reference().Matches(text).Any(match => IsMalformed(match.Groups["default"].Value)) || Reference().Replace(text, "").Contains("${", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>([^}$]|\$(?!\{)|\$\{[^}]*\})*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}

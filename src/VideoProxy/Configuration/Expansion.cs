using System.Text.RegularExpressions;

namespace VideoProxy.Configuration;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c>, and remembers the names that are not set.</summary>
internal sealed partial class Expansion(Func<string, string?> environment)
{
    private readonly List<string> _missing = [];

    public IReadOnlyList<string> Missing => _missing;

    public string Expand(string text) => Reference().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        if (environment(name) is { Length: > 0 } value) return value;
        if (match.Groups["default"].Success) return match.Groups["default"].Value;
        _missing.Add(name);
        return "";
    });

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}

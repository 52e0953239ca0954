using System.Text.RegularExpressions;

namespace VideoProxy.Abstractions;

/// <summary>Why a provider refused or failed. The host decides retry and failover from <see cref="Kind"/> alone.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">For people; the provider's own message, without ids and keys where possible.</param>
public sealed partial record ProviderFault(FaultKind Kind, string Message)
{
    /// <summary>What is kept of a message and of a native code, in characters: both come from somebody else.</summary>
    public const int LongestMessage = 500, LongestCode = 100;

    /// <summary>For people. In place of links stands <c>…</c>: they are often signed, and never of use to a client.</summary>
    public string Message { get; init => field = ForPeople(value); } = ForPeople(Message);

    /// <summary>The provider's own code.</summary>
    public string? NativeCode { get; init => field = value is null ? null : Cut(value, LongestCode, ""); }

    /// <summary>How long to wait, where the provider says it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    private static string ForPeople(string message)
    {
        var text = Link().Replace(message, "…").Trim();
        return text.Trim('…', ' ').Length > 0 ? Cut(text, LongestMessage, "…") : "The provider gave no reason.";
    }

    // Not through a pair of surrogates: half a character can be stored nowhere.
    private static string Cut(string text, int most, string mark) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + mark;

    // What stands around a link is not of it: brackets, quotes, the end of a sentence, scripts that need no spaces.
    [GeneratedRegex("""(?<![a-zA-Z0-9])(?i:https?|gs|s3)://[^\s"'<>(){}\[\]\u0080-\uFFFF]*[^\s"'<>(){}\[\]\u0080-\uFFFF.,;:!?]""")]
    private static partial Regex Link();
}

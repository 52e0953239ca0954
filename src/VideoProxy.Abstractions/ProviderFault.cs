using System.Text.RegularExpressions;

namespace VideoProxy.Abstractions;

/// <summary>Why a provider refused or failed. The host decides retry and failover from <see cref="Kind"/> alone.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">For people; the provider's own message, without ids and keys where possible.</param>
public sealed partial record ProviderFault(FaultKind Kind, string Message)
{
    /// <summary>What is kept of a message and of a native code, in characters: both come from somebody else.</summary>
    public const int LongestMessage = 500, LongestCode = 100;

    /// <summary>For people. Links are taken out: they are often signed, and never of use to a client.</summary>
    public string Message { get; init => field = ForPeople(value); } = ForPeople(Message);

    /// <summary>The provider's own code.</summary>
    public string? NativeCode { get; init => field = value is { Length: > LongestCode } ? value[..LongestCode] : value; }

    /// <summary>How long to wait, where the provider says it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    private static string ForPeople(string message)
    {
        var text = Link().Replace(message, "").Trim();
        if (text.Length == 0) return "The provider gave no reason.";
        if (text.Length <= LongestMessage) return text;
        // Not through a pair of surrogates: half a character can be written nowhere.
        return text[..(char.IsHighSurrogate(text[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage)] + "…";
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}

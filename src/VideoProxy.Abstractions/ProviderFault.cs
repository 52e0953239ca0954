using System.Text.RegularExpressions;

namespace VideoProxy.Abstractions;

/// <summary>The reason why a provider refused or failed. The host decides about retry and failover from <see cref="Kind"/> alone.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Message">A message for the client: the provider's message, if possible without ids and keys.</param>
public sealed partial record ProviderFault(FaultKind Kind, string Message)
{
    /// <summary>The maximum length of a message and of a native code in characters. Longer text is cut, because its sender is not trusted.</summary>
    public const int LongestMessage = 500, LongestCode = 100;

    /// <summary>
    /// The message for the client. This type replaces every link in the message by <c>…</c>, because links are often signed and
    /// useless to a client. A message without any other text becomes "The provider gave no reason."
    /// </summary>
    public string Message { get; init => field = WithoutLinks(value); } = WithoutLinks(Message);

    /// <summary>The provider's own error code, for operators. The code is null when the provider gives none.</summary>
    public string? NativeCode { get; init => field = value is null ? null : Cut(value, LongestCode, ""); }

    /// <summary>
    /// The time after which a new request can succeed, with <see cref="FaultKind.RateLimited"/>. The time is null when the provider
    /// gives none.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    private static string WithoutLinks(string message)
    {
        var text = Link().Replace(message, "…").Trim();
        return text.Trim('…', ' ').Length > 0 ? Cut(text, LongestMessage, "…") : "The provider gave no reason.";
    }

    // Never splits a surrogate pair, because a lone surrogate cannot be stored.
    private static string Cut(string text, int most, string mark) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + mark;

    // Ends a link before brackets, quotes, punctuation that ends a sentence, and non-ASCII characters. Chinese and Japanese text
    // follows a link without a space.
    [GeneratedRegex("""(?<![a-zA-Z0-9])(?i:https?|gs|s3)://[^\s"'<>(){}\[\]\u0080-\uFFFF]*[^\s"'<>(){}\[\]\u0080-\uFFFF.,;:!?]""")]
    private static partial Regex Link();
}

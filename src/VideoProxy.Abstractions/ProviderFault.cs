namespace VideoProxy.Abstractions;

/// <summary>
/// The reason why a provider refused or failed. The host decides about retry and failover from <see cref="Kind"/> alone. Before anybody
/// reads the texts, the host removes control characters, links and credentials from them and shortens them. Clients also see no addresses
/// and no names of accounts, and nothing at all of a fault that is about the gateway's own key, account or quota.
/// </summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Message">The provider's message, or a sentence of the plugin if the provider gives none.</param>
public sealed record ProviderFault(FaultKind Kind, string Message)
{
    /// <summary>The message of a fault for which the provider gave no reason.</summary>
    public const string NoReason = "The provider gave no reason.";

    // The host shortens texts only after it has masked credentials, because the first half of a key could not be recognized.
    private const int LongestText = 4096;

    /// <summary>The message. A blank message becomes <see cref="NoReason"/>. Text after 4,096 characters is dropped.</summary>
    public string Message { get; init => field = Readable(value); } = Readable(Message);

    /// <summary>The provider's own error code, or null when the provider gives none.</summary>
    public string? NativeCode { get; init => field = value is null ? null : TextLength.Cut(value, LongestText); }

    /// <summary>
    /// The time after which a new request can succeed, with <see cref="FaultKind.RateLimited"/>. The time is null when the provider
    /// gives none.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    private static string Readable(string message) => string.IsNullOrWhiteSpace(message) ? NoReason : TextLength.Cut(message.Trim(), LongestText);
}

namespace VideoProxy.Abstractions;

/// <summary>Why a provider refused or failed. The host decides retry and failover from <see cref="Kind"/> alone.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">For people; the provider's own message, without ids, keys or links where possible.</param>
public sealed record ProviderFault(FaultKind Kind, string Message)
{
    /// <summary>The provider's own code.</summary>
    public string? NativeCode { get; init; }

    /// <summary>How long to wait, where the provider says it.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

namespace VideoProxy.Abstractions;

/// <summary>An access token that expires.</summary>
/// <param name="Value">The token.</param>
/// <param name="Lifetime">
/// The time for which the token is valid, counted from the reply. The host renews the token five minutes before its end. If the
/// lifetime is below ten minutes, the host renews the token after half of the lifetime.
/// </param>
public sealed record ProviderToken(string Value, TimeSpan Lifetime)
{
    /// <summary>Returns only the lifetime, so that a log line with a token never shows its value.</summary>
    public override string ToString() => $"token for {Lifetime}";
}

namespace VideoProxy.Abstractions;

/// <summary>A credential that lives for a while.</summary>
/// <param name="Value">The token itself.</param>
/// <param name="Lifetime">How long it is valid from the moment of the reply; the host renews it five minutes earlier, or at half of a shorter life.</param>
public sealed record ProviderToken(string Value, TimeSpan Lifetime)
{
    /// <summary>Its lifetime alone: a token in a log line must not show itself.</summary>
    public override string ToString() => $"token for {Lifetime}";
}

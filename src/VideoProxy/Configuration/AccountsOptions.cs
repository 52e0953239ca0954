namespace VideoProxy.Configuration;

internal sealed record AccountsOptions
{
    /// <summary>Open: every caller without a key is the organisation "open".</summary>
    public AccountsMode Mode { get; init; } = AccountsMode.Keys;

    /// <summary>Whether a create must be covered by the organisation's credits.</summary>
    public CreditsMode Credits { get; init; } = CreditsMode.Off;
}

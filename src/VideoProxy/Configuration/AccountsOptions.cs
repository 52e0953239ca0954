namespace VideoProxy.Configuration;

internal sealed record AccountsOptions
{
    /// <summary>Open: every caller without a key is the organisation "open".</summary>
    public AccountsMode Mode { get; init; } = AccountsMode.Keys;
}

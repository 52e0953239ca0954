namespace VideoProxy.Configuration;

/// <summary>The <c>VideoProxy</c> section of gateway.json and its environment overrides, bound once.</summary>
internal sealed record GatewayOptions
{
    public string? PublicUrl { get; init; }
    public AccountsOptions Accounts { get; init; } = new();
    public RequestsOptions Requests { get; init; } = new();
    public TrackerOptions Tracker { get; init; } = new();
    public CallbacksOptions Callbacks { get; init; } = new();
    public ContentOptions Content { get; init; } = new();
    public NetworkOptions Network { get; init; } = new();
}

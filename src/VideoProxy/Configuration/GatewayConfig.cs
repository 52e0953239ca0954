namespace VideoProxy.Configuration;

/// <summary>gateway.json with its environment overrides: bound options, and the raw sections that the framework reads itself.</summary>
internal sealed record GatewayConfig(GatewayOptions Options, IConfiguration Configuration, IReadOnlyList<ConfigFault> Faults);

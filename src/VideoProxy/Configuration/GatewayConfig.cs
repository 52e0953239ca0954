namespace VideoProxy.Configuration;

/// <summary>gateway.json with its environment overrides: bound options, and the raw sections that the framework reads itself.</summary>
internal sealed record GatewayConfig(GatewayOptions Options, IConfiguration Configuration, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>The file it was read from; null: there was none.</summary>
    public ConfigFileContent? Content { get; init; }

    /// <summary>The file's part of <see cref="Configuration"/>.</summary>
    public required FileValues Values { get; init; }
}

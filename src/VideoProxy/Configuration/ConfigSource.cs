namespace VideoProxy.Configuration;

/// <summary>Where the configuration is, and why its last edits were refused.</summary>
internal sealed class ConfigSource(string folder, Func<string, string?> environment)
{
    private volatile IReadOnlyList<ConfigFault> _gatewayFaults = [];
    private volatile IReadOnlyList<ConfigFault> _providerFaults = [];

    /// <summary>Of gateway.json; empty while it is good.</summary>
    public IReadOnlyList<ConfigFault> GatewayFaults
    {
        get => _gatewayFaults;
        set => _gatewayFaults = value;
    }

    /// <summary>Of the provider files; empty while they are in force as they are.</summary>
    public IReadOnlyList<ConfigFault> ProviderFaults
    {
        get => _providerFaults;
        set => _providerFaults = value;
    }

    public IReadOnlyList<ConfigFault> LastFaults => [.. GatewayFaults, .. ProviderFaults];

    public ConfigFileContent? TakeGateway() => ConfigFileContent.Take(GatewayFile.In(folder));

    public ProviderFolder Take() => ProviderFolder.Take(folder);

    public ProviderFiles Read(ProviderFolder files) => ProviderFilesReader.Read(files, environment);
}

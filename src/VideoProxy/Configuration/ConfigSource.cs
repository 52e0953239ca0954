namespace VideoProxy.Configuration;

/// <summary>The configuration folder, and the reasons why its last edits were refused.</summary>
internal sealed class ConfigSource(string folder, Func<string, string?> environment)
{
    private volatile IReadOnlyList<ConfigFault> _gatewayFaults = [];
    private volatile IReadOnlyList<ConfigFault> _providerFaults = [];

    /// <summary>The faults of gateway.json. Empty while the file is valid.</summary>
    public IReadOnlyList<ConfigFault> GatewayFaults
    {
        get => _gatewayFaults;
        set => _gatewayFaults = value;
    }

    /// <summary>The faults of the provider files. Empty while the files are in force.</summary>
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

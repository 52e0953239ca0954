namespace VideoProxy.Configuration;

/// <summary>Where the provider files are, and why their last edit was refused.</summary>
internal sealed class ConfigSource(string folder, Func<string, string?> environment)
{
    private volatile IReadOnlyList<ConfigFault> _lastFaults = [];

    /// <summary>Empty while the files are in force as they are.</summary>
    public IReadOnlyList<ConfigFault> LastFaults
    {
        get => _lastFaults;
        set => _lastFaults = value;
    }

    public ProviderFolder Take() => ProviderFolder.Take(folder);

    public ProviderFiles Read(ProviderFolder files) => ProviderFilesReader.Read(files, environment);
}

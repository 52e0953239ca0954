namespace VideoProxy.Configuration;

/// <summary>Where the provider files are, and what was wrong with them when they were last read.</summary>
internal sealed class ConfigSource(string folder, Func<string, string?> environment)
{
    private volatile IReadOnlyList<ConfigFault> _lastFaults = [];

    public IReadOnlyList<ConfigFault> LastFaults => _lastFaults;

    public ProviderFolder Take() => ProviderFolder.Take(folder);

    public ProviderFiles Read(ProviderFolder files)
    {
        var read = ProviderFilesReader.Read(files, environment);
        _lastFaults = read.Faults;
        return read;
    }
}

namespace VideoProxy.Configuration;

/// <summary>Where the provider files are, and what was wrong with them when they were last read.</summary>
internal sealed class ConfigSource(string folder, Func<string, string?> environment)
{
    private volatile IReadOnlyList<ConfigFault> _lastFaults = [];

    public IReadOnlyList<ConfigFault> LastFaults => _lastFaults;

    public ProviderFiles Read()
    {
        var files = ProviderFilesReader.Read(folder, environment);
        _lastFaults = files.Faults;
        return files;
    }

    /// <summary>Changes whenever a file is added, removed or written.</summary>
    public string Fingerprint()
    {
        var providers = new DirectoryInfo(Path.Combine(folder, "providers"));
        if (!providers.Exists) return "";
        return string.Join('\n', providers.EnumerateFiles("*.json").OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
    }
}

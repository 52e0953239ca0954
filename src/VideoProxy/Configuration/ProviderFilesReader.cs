namespace VideoProxy.Configuration;

/// <summary>Reads <c>providers/*.json</c> of a configuration folder.</summary>
internal static class ProviderFilesReader
{
    public static ProviderFiles Read(string configFolder, Func<string, string?> environment)
    {
        var folder = Path.Combine(configFolder, "providers");
        if (!Directory.Exists(folder))
            return new(null, [new ConfigFault(folder, 0, "$", "does not exist; give the configuration folder with --config")]);

        var enabled = new List<ProviderConfig>();
        var disabled = new List<DisabledProvider>();
        var faults = new List<ConfigFault>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var (provider, off) = ReadFile(file, environment, faults);
            if (provider is not null) enabled.Add(provider);
            if (off is not null) disabled.Add(off);
        }

        foreach (var twice in enabled.GroupBy(p => p.Id).Where(g => g.Count() > 1))
            faults.Add(new ConfigFault(twice.Last().File, 1, "id", $"'{twice.Key}' is also the id of {Path.GetFileName(twice.First().File)}; each file needs its own"));
        return faults.Count > 0 ? new(null, faults) : new(new ConfigSnapshot(enabled, disabled), []);
    }

    private static (ProviderConfig?, DisabledProvider?) ReadFile(string file, Func<string, string?> environment, List<ConfigFault> faults)
    {
        var found = new FileFaults(Path.Combine("providers", Path.GetFileName(file)));
        try
        {
            var expansion = new Expansion(environment);
            var root = LocatedJson.Parse(File.ReadAllBytes(file), found, expansion);
            if (root is null) return (null, null);
            // A file whose variables are not set is off; its values are empty and not worth judging.
            if (expansion.Missing.Count > 0) return (null, Disabled(file, root, $"{string.Join(", ", expansion.Missing.Distinct())} not set"));
            var provider = new ProviderFileReader(found).Read(file, root);
            return provider is { HasCredentials: false } ? (null, Disabled(file, root, "all its credentials are empty")) : (provider, null);
        }
        catch (IOException error)
        {
            found.Add(0, "$", $"cannot be read: {error.Message}");
            return (null, null);
        }
        finally
        {
            faults.AddRange(found.All);
        }
    }

    private static DisabledProvider Disabled(string file, LocatedNode root, string reason) =>
        new(file, root.Members.GetValueOrDefault("id")?.Text ?? Path.GetFileNameWithoutExtension(file), reason);
}

namespace VideoProxy.Configuration;

/// <summary>Reads <c>providers/*.json</c> in a configuration folder.</summary>
internal static class ProviderFilesReader
{
    public static ProviderFiles Read(ProviderFolder folder, Func<string, string?> environment)
    {
        if (folder.Failure is { } failure) return new(null, [new ConfigFault(folder.Folder, 0, "$", failure)]);
        var files = folder.Files.Select(file => ReadFile(file, environment)).ToList();
        List<ConfigFault> faults = [.. files.SelectMany(f => f.Faults), .. NameClashes.Find(files)];
        if (faults.Count == 0) return new(Snapshot(files, folder.Fingerprint), []);
        return new(null, faults) { Sound = Snapshot([.. files.Where(file => file.Faults.Count == 0)], folder.Fingerprint) };
    }

    private static ReadProviderFile ReadFile(ConfigFileContent file, Func<string, string?> environment)
    {
        var name = ProviderFolder.NameOf(file.File);
        var faults = new FileFaults(name);
        if (file.Failure is not null)
        {
            faults.Add(0, "$", file.Failure);
            return new(name, null, null, null, faults.All);
        }

        if (LocatedJson.Parse(file.Bytes, faults, environment) is not { } root) return new(name, null, null, null, faults.All);
        var provider = new ProviderFileReader(faults).Read(file.File, root);
        var read = new ReadProviderFile(name, root, provider, null, faults.All);
        return WhyOff(root, provider) is not { } reason ? read : read with
        {
            Provider = null,
            Disabled = new DisabledProvider(file.File, read.Id?.Text ?? Path.GetFileNameWithoutExtension(file.File), reason) { Models = provider?.Models ?? [] },
        };
    }

    private static string? WhyOff(LocatedNode root, ProviderConfig? provider)
    {
        var missing = root.All().SelectMany(n => n.Missing).Distinct().ToList();
        if (missing.Count > 0) return $"{string.Join(", ", missing)} not set";
        return provider is { HasCredentials: false } ? "all its credentials are empty" : null;
    }

    private static ConfigSnapshot Snapshot(List<ReadProviderFile> files, string fingerprint) =>
        new([.. files.Select(f => f.Provider).OfType<ProviderConfig>()], [.. files.Select(f => f.Disabled).OfType<DisabledProvider>()])
        {
            Fingerprint = fingerprint,
        };
}

/// <summary>The result of reading all provider files: a snapshot, or every fault.</summary>
internal sealed record ProviderFiles(ConfigSnapshot? Snapshot, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>The files that have no fault of their own.</summary>
    public ConfigSnapshot Sound { get; init; } = Snapshot ?? new([], []);
}

/// <summary>The result of reading one provider file: a provider, a disabled provider, or neither if the file has faults.</summary>
/// <param name="Name">The file's name in faults.</param>
/// <param name="Root">The file's contents, or null if it cannot be read.</param>
/// <param name="Provider">Set if the provider is enabled.</param>
/// <param name="Disabled">Set if the provider is disabled.</param>
/// <param name="Faults">The file's faults.</param>
internal sealed record ReadProviderFile(
    string Name, LocatedNode? Root, ProviderConfig? Provider, DisabledProvider? Disabled, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>The file's <c>id</c>, or null if it has none.</summary>
    public LocatedNode? Id => Root?.Members.GetValueOrDefault("id") is { Text.Length: > 0 } id ? id : null;
}

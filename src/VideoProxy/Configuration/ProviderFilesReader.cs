namespace VideoProxy.Configuration;

/// <summary>Reads <c>providers/*.json</c> of a configuration folder.</summary>
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

/// <summary>All provider files as read: a snapshot, or every fault in them.</summary>
internal sealed record ProviderFiles(ConfigSnapshot? Snapshot, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>Those without a fault of their own.</summary>
    public ConfigSnapshot Sound { get; init; } = Snapshot ?? new([], []);
}

/// <summary>What became of one provider file: a provider, a disabled one, or neither where it has faults.</summary>
/// <param name="Name">The file as faults name it.</param>
/// <param name="Root">What it holds; null when it cannot be read.</param>
/// <param name="Provider">Set when it is on.</param>
/// <param name="Disabled">Set when it is off.</param>
/// <param name="Faults">What is wrong with it.</param>
internal sealed record ReadProviderFile(
    string Name, LocatedNode? Root, ProviderConfig? Provider, DisabledProvider? Disabled, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>Its <c>id</c>, where it has one.</summary>
    public LocatedNode? Id => Root?.Members.GetValueOrDefault("id") is { Text.Length: > 0 } id ? id : null;
}

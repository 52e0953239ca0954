namespace VideoProxy.Configuration;

/// <summary>All provider files, read at one moment without a fault.</summary>
internal sealed record ConfigSnapshot(IReadOnlyList<ProviderConfig> Providers, IReadOnlyList<DisabledProvider> Disabled)
{
    /// <summary>Of the files it was read from: equal means that nothing was edited.</summary>
    public string Fingerprint { get; init; } = "";
}

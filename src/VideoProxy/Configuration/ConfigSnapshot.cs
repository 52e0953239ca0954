namespace VideoProxy.Configuration;

/// <summary>All provider files, read at one moment without a fault.</summary>
internal sealed record ConfigSnapshot(IReadOnlyList<ProviderConfig> Providers, IReadOnlyList<DisabledProvider> Disabled);

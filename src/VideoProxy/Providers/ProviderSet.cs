using System.Collections.Frozen;
using VideoProxy.Catalog;
using VideoProxy.Configuration;

namespace VideoProxy.Providers;

/// <summary>All providers of one configuration, with the catalogue of what they offer.</summary>
internal sealed class ProviderSet(IReadOnlyList<LoadedProvider> providers, IReadOnlyList<DisabledProvider> disabled)
{
    public IReadOnlyList<LoadedProvider> All { get; } = providers;
    public IReadOnlyList<DisabledProvider> Disabled { get; } = disabled;
    public FrozenDictionary<string, LoadedProvider> ById { get; } = providers.ToFrozenDictionary(p => p.Id);
    public Catalogue Catalogue { get; } = new(providers, disabled);
}

using System.Collections.Frozen;
using VideoProxy.Configuration;

namespace VideoProxy.Providers;

/// <summary>All providers of one configuration.</summary>
internal sealed class ProviderSet(IReadOnlyList<LoadedProvider> providers, IReadOnlyList<DisabledProvider> disabled)
{
    public IReadOnlyList<LoadedProvider> All { get; } = providers;
    public IReadOnlyList<DisabledProvider> Disabled { get; } = disabled;
    public FrozenDictionary<string, LoadedProvider> ById { get; } = providers.ToFrozenDictionary(p => p.Id);
}

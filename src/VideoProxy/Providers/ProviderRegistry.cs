using System.Collections.Frozen;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;

namespace VideoProxy.Providers;

/// <summary>The providers in force. A good edit of the configuration replaces them all at once, so a reader sees either the old or the new set.</summary>
internal sealed class ProviderRegistry
{
    private volatile ProviderSet _current = new([], []);

    public event Action? Changed;

    public ProviderSet Current => _current;

    public LoadedProvider? Find(string id) => _current.ById.GetValueOrDefault(id);

    public void Replace(IReadOnlyList<LoadedProvider> providers, IReadOnlyList<DisabledProvider> disabled)
    {
        _current = new ProviderSet(providers, disabled);
        Changed?.Invoke();
    }
}

/// <summary>All providers of one configuration.</summary>
internal sealed class ProviderSet(IReadOnlyList<LoadedProvider> providers, IReadOnlyList<DisabledProvider> disabled)
{
    public IReadOnlyList<LoadedProvider> All { get; } = providers;
    public IReadOnlyList<DisabledProvider> Disabled { get; } = disabled;
    public FrozenDictionary<string, LoadedProvider> ById { get; } = providers.ToFrozenDictionary(p => p.Id);
}

/// <summary>A provider file with the translator that its plugin created for it.</summary>
internal sealed record LoadedProvider(ProviderConfig Config, IVideoProvider Translator)
{
    public string Id => Config.Id;

    /// <summary>The filter for everything that this provider says. It knows the provider's credentials.</summary>
    public ProviderText Text { get; } = new(Config.Destinations.SelectMany(destination => destination.Credentials.Values));

    public ModelConfig? FindModel(string id) => Config.Models.FirstOrDefault(m => m.Offering.Model == id);

    public ProviderDestination? FindDestination(string name) => Config.Destinations.FirstOrDefault(d => d.Name == name);
}

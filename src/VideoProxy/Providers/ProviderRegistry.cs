using VideoProxy.Configuration;

namespace VideoProxy.Providers;

/// <summary>The providers in force. Replaced whole by a good edit of the configuration; a reader sees the old or the new.</summary>
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

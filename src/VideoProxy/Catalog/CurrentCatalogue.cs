using VideoProxy.Providers;

namespace VideoProxy.Catalog;

/// <summary>The catalogue of the providers in force. It is rebuilt at the first use after they were replaced.</summary>
internal sealed class CurrentCatalogue(ProviderRegistry providers)
{
    private volatile Built? _built;

    public Catalogue Value
    {
        get
        {
            var current = providers.Current;
            var built = _built;
            if (built?.Providers != current) _built = built = new Built(current, new Catalogue(current.All, current.Disabled));
            return built.Catalogue;
        }
    }

    private sealed record Built(ProviderSet Providers, Catalogue Catalogue);
}

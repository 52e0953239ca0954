using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>Veo by way of Kie.</summary>
public sealed class AvalanchePlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        settings.AllowOnly();
        return new AvalancheProvider();
    }
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>The plugin for Veo, resold by Kie.</summary>
public sealed class AvalanchePlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        settings.AllowOnly();
        return new AvalancheProvider();
    }
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>MiniMax: the Hailuo models (V1 of its API) and H3 (V2), which share nothing but the host and the key.</summary>
public sealed class MiniMaxPlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        settings.AllowOnly();
        return new MiniMaxProvider();
    }
}

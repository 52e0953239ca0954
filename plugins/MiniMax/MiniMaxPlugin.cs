using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>The plugin for MiniMax. The Hailuo models use V1 of its API and the H3 models V2. The two APIs share only the host and the key.</summary>
public sealed class MiniMaxPlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        settings.AllowOnly();
        return new MiniMaxProvider();
    }
}

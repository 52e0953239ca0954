using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>The plugin for Seedance. BytePlus ModelArk and Volcengine Ark offer Seedance with the same API.</summary>
public sealed class ByteDancePlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        settings.AllowOnly();
        return new ByteDanceProvider();
    }
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>Seedance on BytePlus ModelArk and Volcengine Ark: the same API on two clouds.</summary>
public sealed class ByteDancePlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        settings.AllowOnly();
        return new ByteDanceProvider();
    }
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Gemini;

/// <summary>The plugin for Gemini Omni. It uses the Interactions API of the Gemini Developer API.</summary>
public sealed class GeminiPlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        settings.AllowOnly();
        return new GeminiProvider();
    }
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>The plugin for every service with the OpenAI Videos API, such as a reseller or another VideoProxy.</summary>
public sealed class OpenAiCompatiblePlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings) =>
        new OpenAiCompatibleProvider(OpenAiCompatibleSettings.Read(settings));
}

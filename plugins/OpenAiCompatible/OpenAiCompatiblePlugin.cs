using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>Any service that speaks the OpenAI Videos API: resellers, other gateways, another VideoProxy.</summary>
public sealed class OpenAiCompatiblePlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings) =>
        new OpenAiCompatibleProvider(OpenAiCompatibleSettings.Read(settings));
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Veo on Google Vertex AI.</summary>
public sealed class GoogleVertexPlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        var output = GoogleVertexSettings.Read(settings.Settings, $"settings of {settings.ProviderId}").Output;
        return output is null ? new GoogleVertexProvider() : new GoogleVertexBucketProvider(output);
    }
}

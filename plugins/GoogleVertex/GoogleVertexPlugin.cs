using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>The plugin for Veo on Google Vertex AI.</summary>
public sealed class GoogleVertexPlugin : IProviderPlugin
{
    public IVideoProvider Create(ProviderSettings settings)
    {
        var output = GoogleVertexSettings.Read(settings.Settings).Output;
        return output is null ? new GoogleVertexProvider() : new GoogleVertexBucketProvider(output);
    }
}

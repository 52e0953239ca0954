using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Veo on Google Vertex AI.</summary>
public sealed class GoogleVertexPlugin : IProviderPlugin
{
    private const string AssemblyPrefix = "VideoProxy.Providers.";

    // From the assembly, which is named after the folder: a copy of the folder is a plugin of the copy's name.
    public string Name => typeof(GoogleVertexPlugin).Assembly.GetName().Name![AssemblyPrefix.Length..];

    public IVideoProvider Create(ProviderSettings settings)
    {
        var output = GoogleVertexSettings.Read(settings.Settings, $"settings of {settings.ProviderId}").Output;
        return output is null ? new GoogleVertexProvider() : new GoogleVertexBucketProvider(output);
    }
}

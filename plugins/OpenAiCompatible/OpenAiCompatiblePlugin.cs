using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>Any service that speaks the OpenAI Videos API: resellers, other gateways, another VideoProxy.</summary>
public sealed class OpenAiCompatiblePlugin : IProviderPlugin
{
    private const string AssemblyPrefix = "VideoProxy.Providers.";

    // From the assembly, which is named after the folder: a copy of the folder is a plugin of the copy's name.
    public string Name => typeof(OpenAiCompatiblePlugin).Assembly.GetName().Name![AssemblyPrefix.Length..];

    public IVideoProvider Create(ProviderSettings settings) =>
        new OpenAiCompatibleProvider(OpenAiCompatibleSettings.Read(settings));
}

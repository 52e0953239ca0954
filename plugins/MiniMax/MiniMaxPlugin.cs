using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>MiniMax: the Hailuo models (V1 of its API) and H3 (V2), which share nothing but the host and the key.</summary>
public sealed class MiniMaxPlugin : IProviderPlugin
{
    private const string AssemblyPrefix = "VideoProxy.Providers.";

    // From the assembly, which is named after the folder: a copy of the folder is a plugin of the copy's name.
    public string Name => typeof(MiniMaxPlugin).Assembly.GetName().Name![AssemblyPrefix.Length..];

    public IVideoProvider Create(ProviderSettings settings)
    {
        if (settings.Settings.Count > 0)
        {
            var unknown = string.Join(", ", settings.Settings.Select(setting => setting.Key));
            throw new ProviderSettingsException($"settings of {settings.ProviderId}: unknown {unknown}; {Name} has no settings.");
        }

        return new MiniMaxProvider();
    }
}

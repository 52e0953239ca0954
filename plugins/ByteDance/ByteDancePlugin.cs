using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>Seedance on BytePlus ModelArk and Volcengine Ark: the same API on two clouds.</summary>
public sealed class ByteDancePlugin : IProviderPlugin
{
    private const string AssemblyPrefix = "VideoProxy.Providers.";

    // From the assembly, which is named after the folder: a copy of the folder is a plugin of the copy's name.
    public string Name => typeof(ByteDancePlugin).Assembly.GetName().Name![AssemblyPrefix.Length..];

    public IVideoProvider Create(ProviderSettings settings)
    {
        if (settings.Settings.Count > 0)
        {
            var unknown = string.Join(", ", settings.Settings.Select(setting => setting.Key));
            throw new ProviderSettingsException($"settings of {settings.ProviderId}: unknown {unknown}; {Name} has no settings.");
        }

        return new ByteDanceProvider();
    }
}

using VideoProxy.Abstractions;
using VideoProxy.Configuration;

namespace VideoProxy.Providers;

/// <summary>Makes the translator of every enabled provider file. What one plugin does wrong disables its own files only.</summary>
internal sealed class ProviderLoader(PluginLoader plugins)
{
    public static ProviderLoader CreateDefault() => new(new PluginLoader(Path.Combine(AppContext.BaseDirectory, "plugins")));

    public (IReadOnlyList<LoadedProvider> Loaded, IReadOnlyList<DisabledProvider> Refused) Load(ConfigSnapshot snapshot)
    {
        var loaded = new List<LoadedProvider>();
        var refused = new List<DisabledProvider>();
        foreach (var config in snapshot.Providers)
        {
            var (provider, fault) = Load(config);
            if (provider is not null) loaded.Add(provider);
            else refused.Add(new DisabledProvider(config.File, config.Id, fault!));
        }

        return (loaded, refused);
    }

    private (LoadedProvider? Provider, string? Fault) Load(ProviderConfig config)
    {
        var (plugin, fault) = plugins.Load(config.Plugin);
        if (plugin is null) return (null, fault);
        try
        {
            var translator = plugin.Create(new ProviderSettings(config.Id, config.Settings));
            return translator is null ? (null, $"plugin '{config.Plugin}' made no provider (Create returned null). Correct the plugin.") : (new LoadedProvider(config, translator), null);
        }
        catch (ProviderSettingsException error)
        {
            return (null, $"plugin '{config.Plugin}' refuses the file's settings: {error.Message}");
        }
        catch (Exception error)
        {
            // Foreign code: whatever it throws must not stop the gateway.
            return (null, $"plugin '{config.Plugin}' threw {error.GetType().Name} while it was set up: {error.Message} Correct the plugin or the file's settings.");
        }
    }
}

using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Hosting;

namespace VideoProxy.Providers;

/// <summary>Creates the translator of every enabled provider file. A faulty plugin disables only its own files.</summary>
internal sealed class ProviderLoader(PluginLoader plugins)
{
    // One loader for the process, so that an assembly that was loaded for the check is also used to serve.
    private static readonly PluginLoader Shipped = new(Path.Combine(AppContext.BaseDirectory, "plugins"));

    public static ProviderLoader CreateDefault() => new(Shipped);

    public (IReadOnlyList<LoadedProvider> Loaded, IReadOnlyList<DisabledProvider> Refused) Load(ConfigSnapshot snapshot)
    {
        var loaded = new List<LoadedProvider>();
        var refused = new List<DisabledProvider>();
        foreach (var config in snapshot.Providers)
        {
            var (provider, faults) = Load(config);
            if (provider is not null) loaded.Add(provider);
            else refused.Add(new DisabledProvider(config.File, config.Id, string.Join("; ", faults.Select(fault => $"{fault.Path}: {fault.Message}"))) { Faults = faults, Models = config.Models });
        }

        return (loaded, refused);
    }

    /// <summary>Returns where the files contradict their plugins. A plugin that cannot be loaded contradicts nothing.</summary>
    public IReadOnlyList<ConfigFault> Conflicts(ConfigSnapshot snapshot)
    {
        var (loaded, refused) = Load(snapshot);
        return [.. refused.SelectMany(provider => provider.Faults).Where(PluginFaults.IsInOperations), .. Conflicts(loaded)];
    }

    public static IReadOnlyList<ConfigFault> Conflicts(IEnumerable<LoadedProvider> providers) =>
        [.. providers.SelectMany(provider => PassthroughConflicts.Find(provider.Config, provider.Translator).Concat(OfferConflicts.Find(provider.Config, provider.Translator)))];

    /// <summary>Builds a token request without sending it, so that an invalid key file is found now and not at the first video.</summary>
    private static string? WhyNoToken(ProviderConfig config, IVideoProvider translator)
    {
        if (translator is not IRequestTokens requester) return null;
        try
        {
            foreach (var destination in config.Destinations) requester.RequestToken(destination, DateTimeOffset.UnixEpoch);
            return null;
        }
        catch (ProviderSettingsException error)
        {
            return error.Message;
        }
    }

    private (LoadedProvider? Provider, IReadOnlyList<ConfigFault> Faults) Load(ProviderConfig config)
    {
        var (plugin, fault) = plugins.Load(config.Plugin);
        if (plugin is null) return Refused("plugin", fault!);
        try
        {
            var translator = plugin.Create(new ProviderSettings(config.Id, config.Settings));
            if (translator is null) return Refused("plugin", $"plugin '{config.Plugin}' returned no provider (Create returned null). Correct the plugin.");
            return WhyNoToken(config, translator) is { } why
                ? Refused("credentials", $"plugin '{config.Plugin}' cannot use the credentials: {why}")
                : (new LoadedProvider(config, translator), []);
        }
        catch (ProviderSettingsException error)
        {
            return (null, PluginFaults.Of(config, error));
        }
        catch (Exception error)
        {
            // Plugin code may throw anything, and must not stop the gateway.
            return Refused("plugin", $"plugin '{config.Plugin}' threw {error.GetType().Name} in Create: {error.Message} Correct the plugin or the file's settings.");
        }

        (LoadedProvider?, IReadOnlyList<ConfigFault>) Refused(string member, string why) =>
            (null, [config.FaultAt(config.Node.Members.GetValueOrDefault(member) ?? config.Node, why)]);
    }
}

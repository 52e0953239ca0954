using VideoProxy.Configuration;
using VideoProxy.Telemetry;

namespace VideoProxy.Providers;

/// <summary>Puts a configuration in force: loads its plugins and replaces the providers at one moment.</summary>
internal sealed partial class ProviderConfigApplier(ProviderLoader loader, ProviderRegistry registry, ILogger<ProviderConfigApplier> logger)
{
    /// <summary>The configuration that was applied last.</summary>
    public ConfigSnapshot? InForce { get; private set; }

    /// <summary>For a start: what a plugin refuses is off, the rest serves.</summary>
    public void Apply(ConfigSnapshot snapshot)
    {
        var (loaded, refused) = loader.Load(snapshot);
        Replace(snapshot, loaded, refused);
    }

    /// <summary>For an edit: in force as a whole, or not at all for the faults given back.</summary>
    public IReadOnlyList<ConfigFault> TryApply(ConfigSnapshot snapshot)
    {
        var (loaded, refused) = loader.Load(snapshot);
        // What was off for the same reason before is not this edit's doing.
        var before = registry.Current.Disabled;
        var broken = refused.Where(now => !before.Any(old => old.File == now.File && old.Reason == now.Reason)).SelectMany(now => now.Faults);
        List<ConfigFault> faults = [.. broken, .. ProviderLoader.Conflicts(loaded)];
        if (faults.Count == 0) Replace(snapshot, loaded, refused);
        return faults;
    }

    private void Replace(ConfigSnapshot snapshot, IReadOnlyList<LoadedProvider> loaded, IReadOnlyList<DisabledProvider> refused)
    {
        var disabled = snapshot.Disabled.Concat(refused).ToList();
        foreach (var provider in refused) Log.Disabled(logger, provider.Id, provider.File, provider.Reason);
        registry.Replace(loaded, disabled);
        InForce = snapshot;
        Log.Replaced(logger, loaded.Count, disabled.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ConfigurationReplaced, LogLevel.Information, "Configuration in force: {Enabled} providers on, {Disabled} off.")]
        public static partial void Replaced(ILogger logger, int enabled, int disabled);

        [LoggerMessage(EventIds.ProviderDisabled, LogLevel.Error, "Provider {Provider} ({File}) is off: {Reason}")]
        public static partial void Disabled(ILogger logger, string provider, string file, string reason);
    }
}

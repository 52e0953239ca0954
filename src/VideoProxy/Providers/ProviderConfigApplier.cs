using VideoProxy.Configuration;
using VideoProxy.Telemetry;

namespace VideoProxy.Providers;

/// <summary>Applies a configuration: loads its plugins, then replaces all providers at once.</summary>
internal sealed partial class ProviderConfigApplier(ProviderLoader loader, ProviderRegistry registry, ILogger<ProviderConfigApplier> logger)
{
    /// <summary>The configuration that was applied last.</summary>
    public ConfigSnapshot? InForce { get; private set; }

    /// <summary>Applies the configuration at start-up. A provider that its plugin refuses is disabled, and the others serve.</summary>
    public void Apply(ConfigSnapshot snapshot)
    {
        var (loaded, refused) = loader.Load(snapshot);
        Replace(snapshot, loaded, refused);
    }

    /// <summary>Applies an edit as a whole, or returns the faults and applies nothing.</summary>
    public IReadOnlyList<ConfigFault> TryApply(ConfigSnapshot snapshot)
    {
        var (loaded, refused) = loader.Load(snapshot);
        // A provider that was disabled before for the same reason is not a fault of this edit.
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
        [LoggerMessage(EventIds.ConfigurationReplaced, LogLevel.Information, "Applied the configuration: {Enabled} providers enabled, {Disabled} disabled.")]
        public static partial void Replaced(ILogger logger, int enabled, int disabled);

        [LoggerMessage(EventIds.ProviderDisabled, LogLevel.Error, "Provider {Provider} ({File}) is disabled: {Reason}")]
        public static partial void Disabled(ILogger logger, string provider, string file, string reason);
    }
}

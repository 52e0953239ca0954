using VideoProxy.Configuration;
using VideoProxy.Telemetry;

namespace VideoProxy.Providers;

/// <summary>Puts a configuration in force: loads its plugins and replaces the providers at one moment.</summary>
internal sealed partial class ProviderConfigApplier(ProviderLoader loader, ProviderRegistry registry, ILogger<ProviderConfigApplier> logger)
{
    /// <summary>The configuration that was applied last.</summary>
    public ConfigSnapshot? InForce { get; private set; }

    public void Apply(ConfigSnapshot snapshot)
    {
        var (loaded, refused) = loader.Load(snapshot);
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

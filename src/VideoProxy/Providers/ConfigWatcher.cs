using VideoProxy.Configuration;
using VideoProxy.Telemetry;

namespace VideoProxy.Providers;

/// <summary>
/// Applies edits of the configuration while the gateway runs. A bad edit is only reported. The watcher reads the files twice a
/// second instead of using file system events, because mounted volumes often do not send them.
/// </summary>
internal sealed partial class ConfigWatcher(ConfigSource source, ProviderConfigApplier applier, GatewayEdits gateway, TimeProvider time, ILogger<ConfigWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private string? _seen;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, time, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
    }

    /// <summary>Checks the files once. Never throws, because a file that cannot be read is a fault of the configuration.</summary>
    internal void Look()
    {
        try
        {
            gateway.Look();
            var files = source.Take();
            // Compares with the configuration in force, so that an edit made during start-up is not missed.
            _seen ??= applier.InForce?.Fingerprint;
            if (files.Fingerprint == _seen) return;
            _seen = files.Fingerprint;
            Reload(files);
        }
        catch (Exception error)
        {
            Log.Unreadable(logger, error);
            Refuse([new ConfigFault("providers", 0, "$", $"cannot be applied: {error.Message}")]);
        }
    }

    private void Reload(ProviderFolder folder)
    {
        var files = source.Read(folder);
        var faults = files.Faults;
        // Nothing to do if a bad edit was undone.
        if (files.Snapshot is { } snapshot && snapshot.Fingerprint != applier.InForce?.Fingerprint) faults = applier.TryApply(snapshot);
        if (faults.Count > 0) Refuse(faults);
        else source.ProviderFaults = [];
    }

    private void Refuse(IReadOnlyList<ConfigFault> faults)
    {
        source.ProviderFaults = faults;
        GatewayMetrics.RefusedEdits.Add(1);
        foreach (var fault in faults) Log.Refused(logger, fault);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ConfigurationRefused, LogLevel.Error, "An edit was refused, so the last good configuration stays in force: {Fault}")]
        public static partial void Refused(ILogger logger, ConfigFault fault);

        [LoggerMessage(EventIds.ConfigurationUnreadable, LogLevel.Error, "The configuration could not be applied, so the last good one stays in force.")]
        public static partial void Unreadable(ILogger logger, Exception error);
    }
}

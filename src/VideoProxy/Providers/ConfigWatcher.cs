using VideoProxy.Configuration;
using VideoProxy.Telemetry;

namespace VideoProxy.Providers;

/// <summary>
/// Puts edits of the configuration in force while the gateway runs; a bad edit changes nothing but the log and the health
/// detail. It looks twice a second instead of asking the file system for events, which mounted volumes often do not send.
/// </summary>
internal sealed partial class ConfigWatcher(ConfigSource source, ProviderConfigApplier applier, GatewayEdits gateway, TimeProvider time, ILogger<ConfigWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private string? _seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    /// <summary>One look at the files. It never throws: an escaped exception would stop the gateway.</summary>
    internal void Look()
    {
        try
        {
            gateway.Look();
            var files = source.Take();
            // Compared with what the gateway started with, so that an edit made during the start is not missed.
            _seen ??= applier.InForce?.Fingerprint;
            if (files.Fingerprint == _seen) return;
            _seen = files.Fingerprint;
            Reload(files);
        }
        catch (Exception error)
        {
            Log.Unreadable(logger, error);
            Refuse([new ConfigFault("providers", 0, "$", $"cannot be put in force: {error.Message}")]);
        }
    }

    private void Reload(ProviderFolder folder)
    {
        var files = source.Read(folder);
        var faults = files.Faults;
        // A bad edit that was taken back leaves nothing to do.
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
        [LoggerMessage(EventIds.ConfigurationRefused, LogLevel.Error, "The edit is refused, the last good configuration stays in force: {Fault}")]
        public static partial void Refused(ILogger logger, ConfigFault fault);

        [LoggerMessage(EventIds.ConfigurationUnreadable, LogLevel.Error, "The configuration could not be put in force; the last good one stays.")]
        public static partial void Unreadable(ILogger logger, Exception error);
    }
}

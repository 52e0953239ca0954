using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Configuration;

/// <summary>
/// Puts edits of the provider files in force while the gateway runs; a bad edit changes nothing but the log and the health
/// detail. It looks twice a second instead of asking the file system for events, which mounted volumes often do not send.
/// </summary>
internal sealed partial class ConfigWatcher(ConfigSource source, ProviderConfigApplier applier, TimeProvider time, ILogger<ConfigWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var seen = source.Fingerprint();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = source.Fingerprint();
                if (now == seen) continue;
                seen = now;
                Reload();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private void Reload()
    {
        try
        {
            var files = source.Read();
            foreach (var fault in files.Faults) Log.Refused(logger, fault);
            if (files.Snapshot is not null) applier.Apply(files.Snapshot);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(logger, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ConfigurationRefused, LogLevel.Error, "The edit is refused, the last good configuration stays in force: {Fault}")]
        public static partial void Refused(ILogger logger, ConfigFault fault);

        [LoggerMessage(EventIds.ConfigurationUnreadable, LogLevel.Error, "The provider files could not be read; the last good configuration stays in force.")]
        public static partial void Unreadable(ILogger logger, Exception error);
    }
}

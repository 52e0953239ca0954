using System.Data.Common;
using VideoProxy.Storage;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// Listens for jobs that other gateways change, evicts their cached rows and wakes the requests that wait for them. While the
/// connection is down, the cache is off and waiting requests poll the database, because changes may be missed.
/// </summary>
internal sealed partial class ChangeListener(PostgresDatabase database, JobCache cache, JobWaiters waiters, TimeProvider time, ILogger<ChangeListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, time, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        cache.SetEnabled(false);
        await database.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.ListenAsync(Begin, Changed, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                cache.SetEnabled(false);
                Log.Lost(logger, error.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Begin()
    {
        cache.SetEnabled(true);
        waiters.WakeAll();
    }

    private void Changed(string jobId)
    {
        cache.Evict(jobId);
        waiters.Wake(jobId);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ListenerFailed, LogLevel.Warning, "The listener for changes by other gateways lost its connection. The job cache is off until it reconnects. Reason: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}

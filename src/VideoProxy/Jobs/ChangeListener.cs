using System.Data.Common;
using VideoProxy.Storage;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// Hears of jobs that other gateways change: drops the cached row and wakes who waits for it. While the connection is down
/// nothing is cached, and waiters look for themselves.
/// </summary>
internal sealed partial class ChangeListener(PostgresDatabase database, JobCache cache, JobWaiters waiters, TimeProvider time, ILogger<ChangeListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        cache.SetEnabled(false);
        await database.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.ListenAsync(Begin, Changed, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is DbException or IOException or TimeoutException)
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
        [LoggerMessage(EventIds.ListenerFailed, LogLevel.Warning, "Changes of other gateways cannot be heard: {Why} Nothing is cached until they can.")]
        public static partial void Lost(ILogger logger, string why);
    }
}

using System.Data.Common;
using VideoProxy.Telemetry;

namespace VideoProxy.Storage;

/// <summary>Rows or files that are removed when they are old enough. The folder that owns them implements this interface.</summary>
internal interface IRetainedData
{
    /// <summary>The word for what is removed, in the log.</summary>
    string Name { get; }

    /// <summary>Removes a small batch of what is too old. Returns how many, or 0 if nothing is left to remove now.</summary>
    Task<int> RemoveBatchAsync(DateTimeOffset now, CancellationToken cancel);
}

/// <summary>
/// Removes old data in small batches. After each batch it waits as long as the batch took, so that at least half of the database's
/// time is left for requests.
/// </summary>
internal sealed partial class Retention(IEnumerable<IRetainedData> retained, Database database, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, time, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken cancel)
    {
        await database.Opened.WaitAsync(cancel);
        while (true)
        {
            foreach (var data in retained) await RemoveAsync(data, cancel);
            await Task.Delay(Interval, time, cancel);
        }
    }

    private async Task RemoveAsync(IRetainedData data, CancellationToken cancel)
    {
        var all = 0;
        try
        {
            while (true)
            {
                var started = time.GetTimestamp();
                var removed = await data.RemoveBatchAsync(time.GetUtcNow(), cancel);
                if (removed == 0) break;
                all += removed;
                var took = time.GetElapsedTime(started);
                await Task.Delay(took > ShortestBreak ? took : ShortestBreak, time, cancel);
            }
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            // One kind of data that cannot be removed must not keep the others from being removed.
            Log.Failed(logger, data.Name, error.Message);
        }

        if (all > 0) Log.Removed(logger, all, data.Name);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.RetentionRemoved, LogLevel.Information, "Removed {Count} {What} that were older than their retention.")]
        public static partial void Removed(ILogger logger, int count, string what);

        [LoggerMessage(EventIds.RetentionFailed, LogLevel.Error, "Removing old {What} failed and will be retried. Reason: {Reason}")]
        public static partial void Failed(ILogger logger, string what, string reason);
    }
}

using System.Data.Common;
using VideoProxy.Hosting;
using VideoProxy.Telemetry;

namespace VideoProxy.Storage;

/// <summary>
/// Sends this node's heartbeat, removes dead nodes and checks the clock. It starts before every service that leases rows and stops
/// after them, so that a drained node leaves no lease behind.
/// </summary>
internal sealed partial class NodeService(Node node, NodeStore nodes, Database database, GatewayClock clock, ILogger<NodeService> logger) : BackgroundService
{
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockCheckInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToleratedJump = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);
    private long _measured;

    /// <summary>Sets the clock, removes dead nodes and sends the first heartbeat. If the database is not shared, every earlier process counts as dead.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        clock.Set(await database.ReadClockAsync(cancel));
        _measured = clock.GetTimestamp();
        await RemoveSilentAsync(database.IsShared ? clock.GetUtcNow() - DeadAfter : DateTimeOffset.MaxValue, cancel);
        await nodes.BeatAsync(node.Id, Now(), cancel);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!database.IsOpen) return;
        // The host's token is not used, because it may already be canceled and the leases must be released anyway.
        using var patience = new CancellationTokenSource(ReleaseTimeout, clock);
        try
        {
            await nodes.RemoveAsync(node.Id, long.MaxValue, Now(), patience.Token);
        }
        catch (Exception error) when (error is DbException or TimeoutException or OperationCanceledException)
        {
            Log.Failed(logger, error.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.Opened.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(BeatInterval, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken)) await BeatAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task BeatAsync(CancellationToken cancel)
    {
        try
        {
            if (clock.GetElapsedTime(_measured) > ClockCheckInterval) await CheckClockAsync(cancel);
            await nodes.BeatAsync(node.Id, Now(), cancel);
            await RemoveSilentAsync(clock.GetUtcNow() - DeadAfter, cancel);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.Failed(logger, error.Message);
        }
    }

    private async Task RemoveSilentAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var limit = before.ToUnixTimeMilliseconds();
        foreach (var silent in await nodes.FindSilentAsync(limit, cancel))
        {
            if (await nodes.RemoveAsync(silent, limit, Now(), cancel)) Log.Removed(logger, silent);
        }
    }

    private async Task CheckClockAsync(CancellationToken cancel)
    {
        _measured = clock.GetTimestamp();
        var jump = clock.Set(await database.ReadClockAsync(cancel));
        if (jump.Duration() < ToleratedJump) return;
        Log.ClockMoved(logger, jump);
        // The clock of a shared database defines the due times, so they stay. SQLite uses this machine's clock, so its due times must move.
        if (!database.IsShared) await nodes.ShiftAsync((long)jump.TotalMilliseconds, cancel);
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static partial class Log
    {
        [LoggerMessage(EventIds.NodeRemoved, LogLevel.Warning, "Node {Node} sent no heartbeat and was removed. Its leases were released, and its submits in flight were marked as unknown.")]
        public static partial void Removed(ILogger logger, string node);

        [LoggerMessage(EventIds.NodeFailed, LogLevel.Error, "Updating this node in the database failed. Reason: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(EventIds.ClockMoved, LogLevel.Warning, "The clock for leases and deadlines jumped by {Jump}. This node has adjusted to it.")]
        public static partial void ClockMoved(ILogger logger, TimeSpan jump);
    }
}

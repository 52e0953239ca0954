using System.Data.Common;
using VideoProxy.Hosting;
using VideoProxy.Telemetry;

namespace VideoProxy.Storage;

/// <summary>
/// Keeps this node's row alive, buries nodes that have died, and keeps the clock. Starts before everything that leases and
/// stops after it, so that a drained node leaves nothing behind.
/// </summary>
internal sealed partial class NodeService(Node node, NodeStore nodes, Database database, GatewayClock clock, ILogger<NodeService> logger) : BackgroundService
{
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockCheckInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToleratedJump = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);
    private long _measured;

    /// <summary>The first beat; on a database of our own every earlier process is dead.</summary>
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
        // Not the host's token: the leases are released also when the requests in flight have taken all the time there was.
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
            // Stopping.
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
        // A shared database keeps one time for all, which has not moved; ours alone is this machine's.
        if (!database.IsShared) await nodes.ShiftAsync((long)jump.TotalMilliseconds, cancel);
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static partial class Log
    {
        [LoggerMessage(EventIds.NodeRemoved, LogLevel.Warning, "Node {Node} is gone: its leases are void and the outcome of its submits is unknown.")]
        public static partial void Removed(ILogger logger, string node);

        [LoggerMessage(EventIds.NodeFailed, LogLevel.Error, "This node could not say that it lives: {Why} It tries again.")]
        public static partial void Failed(ILogger logger, string why);

        [LoggerMessage(EventIds.ClockMoved, LogLevel.Warning, "This machine's clock was set by {Jump}; what is due has moved with it.")]
        public static partial void ClockMoved(ILogger logger, TimeSpan jump);
    }
}

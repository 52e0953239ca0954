using System.Data.Common;
using VideoProxy.Hosting;
using VideoProxy.Telemetry;

namespace VideoProxy.Storage;

/// <summary>
/// Sends this node's heartbeat, removes dead nodes and checks the clock. It starts before every service that leases rows and stops
/// after them, so that a drained node leaves no lease behind.
/// </summary>
internal sealed partial class NodeService(Node node, NodeStore nodes, Database database, GatewayClock clock, Alarms alarms, ILogger<NodeService> logger) : BackgroundService
{
    private const string Alarm = "database";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockCheckInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToleratedJump = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);
    private long _measured;
    private long _beat;

    // The first beat since the database last failed. Null while it fails.
    private long? _beatsSince;

    /// <summary>Sets the clock, removes dead nodes and sends the first heartbeat. If the database is not shared, every earlier process counts as dead.</summary>
    /// <param name="wasAway">Whether the database could not be reached a moment ago, so that living nodes may be silent too.</param>
    /// <param name="cancel">Cancels the start.</param>
    public async Task BeginAsync(bool wasAway, CancellationToken cancel)
    {
        clock.Set(await database.ReadClockAsync(cancel));
        _measured = clock.GetTimestamp();
        if (!wasAway) await RemoveSilentAsync(database.IsShared ? clock.GetUtcNow() - DeadAfter : DateTimeOffset.MaxValue, cancel);
        await nodes.BeatAsync(node.Id, Now(), cancel);
        _beatsSince = _beat = clock.GetTimestamp();
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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, clock, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await database.Opened.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Tick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // While the database fails, each beat is also the probe that notices its return.
            if (database.Fault is not null || clock.GetElapsedTime(_beat) >= BeatInterval) await BeatAsync(stoppingToken);
            Report();
        }
    }

    private async Task BeatAsync(CancellationToken cancel)
    {
        // After a pause of the whole machine, the other nodes may not have had their turn yet.
        if (clock.GetElapsedTime(_beat) > DeadAfter) _beatsSince = null;
        _beat = clock.GetTimestamp();
        try
        {
            if (clock.GetElapsedTime(_measured) > ClockCheckInterval) await CheckClockAsync(cancel);
            await nodes.BeatAsync(node.Id, Now(), cancel);
            _beatsSince ??= _beat;
            // After a failure of the database, all nodes have been silent. A living one needs a moment for its next beat.
            if (clock.GetElapsedTime(_beatsSince.Value) >= DeadAfter) await RemoveSilentAsync(clock.GetUtcNow() - DeadAfter, cancel);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            _beatsSince = null;
            // A failed write raises the alarm.
            if (database.Fault is null) Log.Failed(logger, error.Message);
        }
    }

    private void Report()
    {
        if (database.Fault is not { } fault) alarms.Clear(Alarm);
        else alarms.Raise(Alarm, $"The database cannot store anything: {fault} Until it can, creates are answered with 503, and jobs and callbacks wait. Free its disk, or start its server.");
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

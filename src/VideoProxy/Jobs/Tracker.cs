using System.Collections.Concurrent;
using VideoProxy.Hosting;
using VideoProxy.Providers;
using VideoProxy.Storage;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// Claims due jobs under a lease and polls them concurrently. Each destination has its own limit of polls in flight, and only
/// as many jobs are claimed as that limit allows. A destination that hangs therefore cannot delay another one.
/// </summary>
internal sealed partial class Tracker(
    Database database, JobQueue queue, JobMaintenance maintenance, ProviderRegistry providers, JobPoller poller, HeldLeases held, Node node, TimeProvider time, ILogger<Tracker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    // A lease is longer than any poll, so it expires only if the process died or was paused.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);
    private readonly Signal _room = new();
    private readonly ConcurrentDictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _polls = new();
    private volatile bool _more;

    public override void Dispose()
    {
        _room.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervisor.RunAsync(WorkAsync, time, logger, stoppingToken);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await database.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // While the database cannot write, a poll would be for nothing. The heartbeat notices when it can again.
                if (database.Fault is null) await RunRoundAsync(stoppingToken);
                await _room.WaitAsync(Tick, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // The loop must survive every exception, because without it no job of this node would finish.
                Log.RoundFailed(logger, error.Message);
                // A claim may be in the database although it seemed to fail.
                held.ReportLoss();
                await Task.Delay(Tick, time, CancellationToken.None);
            }
        }

        await Task.WhenAll(_polls.Keys);
    }

    private async Task RunRoundAsync(CancellationToken cancel)
    {
        await maintenance.RunAsync(cancel);
        if (held.TakeLoss() && await ReclaimAsync(cancel) is > 0 and var count) Log.Reclaimed(logger, count);
        await ClaimAsync(cancel);
    }

    /// <summary>Gives back the leases that a failure of the database left behind. Claims run on the same loop, so no claim is in between.</summary>
    private async Task<int> ReclaimAsync(CancellationToken cancel)
    {
        try
        {
            return await queue.ReclaimAsync(node.Id, held, cancel);
        }
        catch (Exception)
        {
            held.ReportLoss();
            throw;
        }
    }

    private async Task ClaimAsync(CancellationToken cancel)
    {
        var more = false;
        foreach (var provider in providers.Current.All)
        {
            foreach (var destination in provider.Config.Destinations)
                more |= await ClaimAsync(provider, destination.Name, cancel);
        }

        _more = more;
    }

    /// <summary>Claims and polls the due jobs of one destination. Returns whether more jobs are due than the limit allows.</summary>
    private async Task<bool> ClaimAsync(LoadedProvider provider, string destination, CancellationToken cancel)
    {
        var place = $"{provider.Id}/{destination}";
        var room = provider.Config.Limits.PollConcurrency - _inFlight.GetValueOrDefault(place);
        if (room <= 0) return true;
        var now = time.GetUtcNow();
        // Counting first is a read, so that an idle gateway does not write four times a second.
        var count = await queue.CountDueAsync(provider.Id, destination, now.ToUnixTimeMilliseconds(), room + 1, cancel);
        if (count == 0) return false;
        var until = (now + Lease).ToUnixTimeMilliseconds();
        foreach (var claimed in await queue.ClaimAsync(provider.Id, destination, node.Id, now.ToUnixTimeMilliseconds(), until, room, cancel))
        {
            // A job whose lease expired while this process works on it gets a new lease, but not a second poll.
            if (!held.IsHeld(claimed.Job.Id)) Start(provider, place, claimed, cancel);
        }

        return count > room;
    }

    private void Start(LoadedProvider provider, string place, ClaimedJob claimed, CancellationToken cancel)
    {
        held.Hold(claimed.Job.Id);
        _inFlight.AddOrUpdate(place, 1, (_, n) => n + 1);
        var poll = Task.Run(() => RunAsync(provider, place, claimed, cancel), CancellationToken.None);
        _polls[poll] = true;
        _ = poll.ContinueWith(done => _polls.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task RunAsync(LoadedProvider provider, string place, ClaimedJob claimed, CancellationToken cancel)
    {
        try
        {
            await poller.PollAsync(claimed, node.Id, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The host is stopping. It releases the leases of this node when it stops.
        }
        catch (Exception error) when (DatabaseFaults.IsOutage(error))
        {
            // The job is polled again as soon as the database works, because its provider is not at fault.
            Log.RoundFailed(logger, error.Message);
            held.ReportLoss();
        }
        catch (Exception error)
        {
            Log.PollCrashed(logger, claimed.Job.Id, place, error);
            await PostponeAsync(claimed.Job);
        }
        finally
        {
            held.Release(claimed.Job.Id);
            var left = _inFlight.AddOrUpdate(place, 0, (_, n) => n - 1);
            // The loop is woken only when a quarter of the limit is free, because a claim costs the same for one job as for many.
            if (_more && left <= provider.Config.Limits.PollConcurrency * 3 / 4) _room.Pulse();
        }
    }

    private async Task PostponeAsync(Job job)
    {
        var next = time.GetUtcNow() + PollSchedule.Backoff(job.PollFailures + 1, null);
        try
        {
            await queue.PostponeAsync(job.Id, node.Id, job.PollFailures + 1, next.ToUnixTimeMilliseconds(), CancellationToken.None);
        }
        catch (Exception error)
        {
            Log.RoundFailed(logger, error.Message);
            held.ReportLoss();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.TrackerFailed, LogLevel.Error, "The tracker failed to read or write jobs and will retry. Reason: {Reason}")]
        public static partial void RoundFailed(ILogger logger, string reason);

        [LoggerMessage(EventIds.LeasesReclaimed, LogLevel.Information, "{Count} jobs were still leased by this node after a failure of the database. They are polled now.")]
        public static partial void Reclaimed(ILogger logger, int count);

        [LoggerMessage(EventIds.PollFailed, LogLevel.Error, "Poll crashed for job {JobId} at {Place}. The job is polled again later.")]
        public static partial void PollCrashed(ILogger logger, string jobId, string place, Exception error);
    }
}

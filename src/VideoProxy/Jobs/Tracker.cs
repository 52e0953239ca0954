using System.Collections.Concurrent;
using System.Data.Common;
using VideoProxy.Hosting;
using VideoProxy.Providers;
using VideoProxy.Storage;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// Claims due jobs under a lease and polls them concurrently. Each destination has its own share of polls in flight, and only
/// as many of its jobs are claimed as the share has room for: one that hangs fills its own share and nobody else's.
/// </summary>
internal sealed partial class Tracker(
    Database database, JobQueue queue, JobMaintenance maintenance, ProviderRegistry providers, JobPoller poller, Node node, TimeProvider time, ILogger<Tracker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    // Longer than a poll can take, so that a lease only ends under a process that died or was paused.
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await maintenance.RunAsync(stoppingToken);
                await ClaimAsync(stoppingToken);
                await _room.WaitAsync(Tick, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // The loop outlives any fault of one round: nobody else would finish the jobs.
                Log.RoundFailed(logger, error.Message);
                await Task.Delay(Tick, time, CancellationToken.None);
            }
        }

        await Task.WhenAll(_polls.Keys);
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

    /// <summary>Whether more is due than there is room for: then a finished poll makes room at once instead of at the next tick.</summary>
    private async Task<bool> ClaimAsync(LoadedProvider provider, string destination, CancellationToken cancel)
    {
        var place = $"{provider.Id}/{destination}";
        var room = provider.Config.Limits.PollConcurrency - _inFlight.GetValueOrDefault(place);
        if (room <= 0) return true;
        var now = time.GetUtcNow();
        // A read first: an idle gateway must not write four times a second.
        var count = await queue.CountDueAsync(provider.Id, destination, now.ToUnixTimeMilliseconds(), room + 1, cancel);
        if (count == 0) return false;
        var until = (now + Lease).ToUnixTimeMilliseconds();
        foreach (var claimed in await queue.ClaimAsync(provider.Id, destination, node.Id, now.ToUnixTimeMilliseconds(), until, room, cancel))
            Start(provider, place, claimed, cancel);
        return count > room;
    }

    private void Start(LoadedProvider provider, string place, ClaimedJob claimed, CancellationToken cancel)
    {
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
            // Stopping: the node's leases are released with it.
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.RoundFailed(logger, error.Message);
            await PostponeAsync(claimed.Job);
        }
        catch (Exception error)
        {
            Log.PollCrashed(logger, claimed.Job.Id, place, error);
            await PostponeAsync(claimed.Job);
        }
        finally
        {
            var left = _inFlight.AddOrUpdate(place, 0, (_, n) => n - 1);
            // Not at every poll: a claim costs the same for one job as for many.
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
            // The lease runs out by itself.
            Log.RoundFailed(logger, error.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.TrackerFailed, LogLevel.Error, "The tracker could not read or write its jobs: {Why} It tries again.")]
        public static partial void RoundFailed(ILogger logger, string why);

        [LoggerMessage(EventIds.PollFailed, LogLevel.Error, "Job {JobId}: its poll at {Place} crashed; it is asked again later.")]
        public static partial void PollCrashed(ILogger logger, string jobId, string place, Exception error);
    }
}

using System.Collections.Concurrent;
using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>
/// Claims due jobs under a lease and polls them concurrently. Each provider has its own share of polls in flight, and only
/// as many of its jobs are claimed as the share has room for: a provider that hangs fills its own share and nobody else's.
/// </summary>
internal sealed partial class Tracker(
    JobStore jobs, ProviderRegistry providers, JobPoller poller, TrackerOptions options, TimeProvider time, ILogger<Tracker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    // Longer than a poll can take, so that a lease only ends under a process that died.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);
    private readonly string _owner = Ids.Node();
    private readonly Signal _room = new();
    private volatile bool _more;
    private readonly ConcurrentDictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _polls = new();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await jobs.RecoverAsync(now.ToUnixTimeMilliseconds(), (now + options.UnknownGrace).ToUnixTimeMilliseconds(), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _room.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
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
                Log.RoundFailed(logger, error);
                await Task.Delay(Tick, time, CancellationToken.None);
            }
        }

        await Task.WhenAll(_polls.Keys);
    }

    private async Task ClaimAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var more = false;
        // Jobs of a provider that left the configuration wait: they are never failed for it.
        foreach (var provider in providers.Current.All)
        {
            var room = provider.Config.Limits.PollConcurrency - _inFlight.GetValueOrDefault(provider.Id);
            if (room <= 0)
            {
                more = true;
                continue;
            }

            var count = await jobs.CountDueAsync(provider.Id, now.ToUnixTimeMilliseconds(), room + 1, cancel);
            // With more due than there is room for, a finished poll makes room at once instead of at the next tick.
            more |= count > room;
            if (count == 0) continue;
            var claimed = await jobs.ClaimDueAsync(
                provider.Id, _owner, now.ToUnixTimeMilliseconds(), (now + Lease).ToUnixTimeMilliseconds(), room, cancel);
            foreach (var job in claimed) Start(provider, job, cancel);
        }

        _more = more;
    }

    private void Start(LoadedProvider provider, Job job, CancellationToken cancel)
    {
        _inFlight.AddOrUpdate(provider.Id, 1, (_, n) => n + 1);
        var poll = Task.Run(() => RunAsync(provider, job, cancel), CancellationToken.None);
        _polls[poll] = true;
        _ = poll.ContinueWith(done => _polls.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task RunAsync(LoadedProvider provider, Job job, CancellationToken cancel)
    {
        try
        {
            await poller.PollAsync(provider, job, _owner, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopping: the lease is released by the next start.
        }
        catch (Exception error)
        {
            Log.PollCrashed(logger, job.Id, provider.Id, error);
            await PostponeAsync(job);
        }
        finally
        {
            _inFlight.AddOrUpdate(provider.Id, 0, (_, n) => n - 1);
            if (_more) _room.Pulse();
        }
    }

    private async Task PostponeAsync(Job job)
    {
        var failures = job.PollFailures + 1;
        var next = time.GetUtcNow() + PollSpacing.Backoff(failures, null);
        try
        {
            await jobs.PostponeAsync(job.Id, _owner, failures, next.ToUnixTimeMilliseconds(), CancellationToken.None);
        }
        catch (Exception error)
        {
            // The lease runs out by itself.
            Log.RoundFailed(logger, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.TrackerFailed, LogLevel.Error, "The tracker could not look for due jobs; it tries again.")]
        public static partial void RoundFailed(ILogger logger, Exception error);

        [LoggerMessage(EventIds.PollFailed, LogLevel.Error, "Job {JobId}: its poll at {Provider} crashed; it is asked again later.")]
        public static partial void PollCrashed(ILogger logger, string jobId, string provider, Exception error);
    }
}

using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>Runs periodic checks: suspends jobs whose provider is missing, and marks submits as unknown whose outcome was never stored.</summary>
internal sealed partial class JobMaintenance(JobQueue queue, ProviderRegistry providers, Alarms alarms, TrackerOptions options, TimeProvider time, ILogger<JobMaintenance> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private long? _last;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (_last is { } last && time.GetElapsedTime(last) < Interval) return;
        _last = time.GetTimestamp();
        var now = time.GetUtcNow();
        await ParkAsync(now.ToUnixTimeMilliseconds(), cancel);
        var orphans = await queue.OrphanAsync((now - options.SubmitTimeout - Margin).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), cancel);
        if (orphans > 0) Log.Orphans(logger, orphans);
    }

    private async Task ParkAsync(long now, CancellationToken cancel)
    {
        var present = providers.Current.All.SelectMany(p => p.Config.Destinations.Select(d => $"{p.Id}/{d.Name}")).ToList();
        var parked = await queue.ParkAsync(present, now, cancel);
        foreach (var jobs in parked)
        {
            alarms.Raise($"{jobs.Provider}/{jobs.Destination} missing",
                $"{jobs.Count} unfinished jobs wait for {jobs.Provider}/{jobs.Destination}, because it is not in the configuration or has no key. Their deadlines are suspended. Restore the destination and its key in the configuration.");
        }

        var missing = parked.Select(jobs => $"{jobs.Provider}/{jobs.Destination} missing").ToHashSet(StringComparer.Ordinal);
        foreach (var back in _waiting.Where(place => !missing.Contains(place))) alarms.Clear(back);
        _waiting.Clear();
        _waiting.UnionWith(missing);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.OutcomeUnknown, LogLevel.Warning, "{Count} submits had no stored outcome after their timeout and were marked as unknown. The tracker looks them up at their providers.")]
        public static partial void Orphans(ILogger logger, int count);
    }
}

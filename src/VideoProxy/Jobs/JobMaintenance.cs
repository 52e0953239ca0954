using VideoProxy.Configuration;
using VideoProxy.Providers;
using VideoProxy.Telemetry;

namespace VideoProxy.Jobs;

/// <summary>What must be looked at now and then: jobs whose provider is gone, and calls nobody will hear the end of.</summary>
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
                $"{jobs.Count} unfinished jobs wait for {jobs.Provider}/{jobs.Destination}, which is not in the configuration or has no key. Put it back; their deadlines stand still.");
        }

        var missing = parked.Select(jobs => $"{jobs.Provider}/{jobs.Destination} missing").ToHashSet(StringComparer.Ordinal);
        foreach (var back in _waiting.Where(place => !missing.Contains(place))) alarms.Clear(back);
        _waiting.Clear();
        _waiting.UnionWith(missing);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.OutcomeUnknown, LogLevel.Warning, "{Count} submits had no outcome stored long after their time was up; they are looked for at their providers.")]
        public static partial void Orphans(ILogger logger, int count);
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>
/// Links that die before their task does: some providers make a new one each time the task is asked for. Downloads of one video
/// that find its link dead at the same time ask once together.
/// </summary>
internal sealed class FreshLinks(JobStore jobs, ProviderRegistry providers, UpstreamClient upstream)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, ContentLocation>>>> _asking = new(StringComparer.Ordinal);

    /// <summary>Where the variant is now; null when the provider still gives the link that has died, or none.</summary>
    public async Task<ContentLocation.Url?> FindAsync(Job job, Attempt attempt, string variant, ContentLocation.Url dead, CancellationToken cancel)
    {
        var asking = _asking.GetOrAdd(attempt.Id, _ => new(() => AskAsync(job, attempt)));
        try
        {
            var content = await asking.Value.WaitAsync(cancel);
            return content.GetValueOrDefault(variant) is ContentLocation.Url fresh && fresh != dead ? fresh : null;
        }
        finally
        {
            _asking.TryRemove(KeyValuePair.Create(attempt.Id, asking));
        }
    }

    // Nobody's token: several may wait for it, and each call has its own deadline.
    private async Task<IReadOnlyDictionary<string, ContentLocation>> AskAsync(Job job, Attempt attempt)
    {
        var none = new Dictionary<string, ContentLocation>();
        if (PolledJob.Find(providers, job, attempt, owner: "") is not { } polled) return none;
        var report = (await upstream.PollAsync(polled, CancellationToken.None)).Report;
        if (report?.State != ReportedState.Completed || !report.Content.ContainsKey(JobReport.VideoVariant)) return none;
        await jobs.RelinkedAsync(attempt, JsonSerializer.Serialize(report.Content), CancellationToken.None);
        return report.Content;
    }
}

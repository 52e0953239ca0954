using System.Collections.Concurrent;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Content;

/// <summary>
/// Links that die before their task does: some providers make a new one each time the task is asked for. One answer serves all
/// downloads of a while, so that a client who asks again and again for what is gone spends nothing of the provider's patience;
/// no answer serves only those who waited for it.
/// </summary>
internal sealed class FreshLinks(JobStore jobs, ProviderRegistry providers, UpstreamClient upstream, SharedCache shared, TimeProvider time)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Question> _asked = new(StringComparer.Ordinal);

    /// <summary>Where the variant is now; null when the provider still gives the link that has died, or none.</summary>
    public async Task<ContentLocation.Url?> FindAsync(Job job, Attempt attempt, string variant, ContentLocation.Url dead, CancellationToken cancel)
    {
        // Emptying everything at the brim is crude but bounded, and a miss costs one call.
        if (_asked.Count >= Capacity) _asked.Clear();
        var question = _asked.AddOrUpdate(attempt.Id, _ => Ask(), (_, before) => time.GetElapsedTime(before.At) < Pause ? before : Ask());
        return (await question.Answer.Value.WaitAsync(cancel))?.GetValueOrDefault(variant) is ContentLocation.Url fresh && fresh != dead ? fresh : null;

        Question Ask() => new(time.GetTimestamp(), new(() => LookUpAsync(job, attempt)));
    }

    private async Task<IReadOnlyDictionary<string, ContentLocation>?> LookUpAsync(Job job, Attempt attempt)
    {
        IReadOnlyDictionary<string, ContentLocation>? content = null;
        try
        {
            // The nodes share the answer for as long as this node would remember it.
            var answer = await shared.AskOnceAsync($"content:{attempt.Id}", Pause, _ => true, async () => await AskAsync(job, attempt) is { } found ? JsonSerializer.Serialize(found) : null);
            return content = answer is null ? null : JsonSerializer.Deserialize<Dictionary<string, ContentLocation>>(answer);
        }
        finally
        {
            if (content is null) _asked.TryRemove(attempt.Id, out _);
        }
    }

    // Nobody's token: several may wait for it, and each call has its own deadline. Null: nothing was said.
    private async Task<IReadOnlyDictionary<string, ContentLocation>?> AskAsync(Job job, Attempt attempt)
    {
        if (PolledJob.Find(providers, job, attempt, owner: "") is not { } polled) return null;
        if ((await upstream.PollAsync(polled, CancellationToken.None)).Report is not { State: not ReportedState.Unreadable } report) return null;
        if (report.State != ReportedState.Completed || !report.Content.ContainsKey(JobReport.VideoVariant)) return new Dictionary<string, ContentLocation>();
        await jobs.UpdateContentAsync(attempt, JsonSerializer.Serialize(report.Content), CancellationToken.None);
        return report.Content;
    }

    private sealed record Question(long At, Lazy<Task<IReadOnlyDictionary<string, ContentLocation>?>> Answer);
}

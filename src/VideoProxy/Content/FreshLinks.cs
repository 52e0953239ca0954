using System.Collections.Concurrent;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Content;

/// <summary>
/// Renews links by polling the task again, because some providers create a new link with each poll. All downloads share one
/// poll for 30 seconds, so that a client that retries a dead link cannot exhaust the provider's rate limit. A poll that failed
/// is shared only by the downloads that waited for it.
/// </summary>
internal sealed class FreshLinks(JobStore jobs, ProviderRegistry providers, UpstreamClient upstream, SharedCache shared, TimeProvider time)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Question> _asked = new(StringComparer.Ordinal);

    /// <summary>Returns the new link, or null if the provider gave none or still gives the dead one.</summary>
    public async Task<ContentLocation.Url?> FindAsync(Job job, Attempt attempt, string variant, ContentLocation.Url dead, CancellationToken cancel)
    {
        // A full cache is emptied. This bounds its size without bookkeeping, and a miss costs only one call.
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
            // The nodes share the answer for the same time as the downloads of this node.
            var answer = await shared.AskOnceAsync($"content:{attempt.Id}", Pause, _ => true, async () => await AskAsync(job, attempt) is { } found ? JsonSerializer.Serialize(found) : null);
            return content = answer is null ? null : JsonSerializer.Deserialize<Dictionary<string, ContentLocation>>(answer);
        }
        finally
        {
            if (content is null) _asked.TryRemove(attempt.Id, out _);
        }
    }

    // No caller's token is used, because several downloads may wait for this poll. The poll has its own deadline. Null means that the poll failed.
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

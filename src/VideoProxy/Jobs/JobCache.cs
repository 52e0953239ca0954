using System.Collections.Concurrent;

namespace VideoProxy.Jobs;

/// <summary>
/// A cache of the job rows that clients poll. A newer version always wins, so a slow reader cannot restore an old row. A row
/// that another gateway changes during the read is not cached.
/// </summary>
internal sealed class JobCache
{
    private const int Capacity = 20_000;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private volatile bool _enabled = true;
    private int _count;

    public async ValueTask<Job?> FindAsync(string id, Func<Task<Job?>> read)
    {
        if (_enabled && _entries.TryGetValue(id, out var known) && known.Job is { } cached) return cached;
        var reading = new Entry(null);
        var kept = _enabled && Add(id, reading);
        Job? job = null;
        try
        {
            return job = await read();
        }
        finally
        {
            if (kept && job is not null) _entries.TryUpdate(id, new Entry(job), reading);
            else if (kept) _entries.TryRemove(KeyValuePair.Create(id, reading));
        }
    }

    public void Update(Job job)
    {
        if (!_enabled) return;
        if (!_entries.ContainsKey(job.Id)) Count();
        _entries.AddOrUpdate(job.Id, new Entry(job), (_, known) => known.Job is null || job.Version >= known.Job.Version ? new Entry(job) : known);
    }

    public void Evict(string id) => _entries.TryRemove(id, out _);

    /// <summary>Turns the cache on or off and empties it. It must be off while this gateway cannot receive changes by other gateways.</summary>
    public void SetEnabled(bool enabled)
    {
        _enabled = enabled;
        _entries.Clear();
    }

    private bool Add(string id, Entry entry)
    {
        Count();
        return _entries.TryAdd(id, entry);
    }

    private void Count()
    {
        // A full cache is emptied. This bounds its size without bookkeeping, and a miss costs only one read.
        if (Interlocked.Increment(ref _count) <= Capacity) return;
        _entries.Clear();
        Interlocked.Exchange(ref _count, 1);
    }

    // Entries are compared by identity, so this is a class and not a record.
    private sealed class Entry(Job? job)
    {
        public Job? Job { get; } = job;
    }
}

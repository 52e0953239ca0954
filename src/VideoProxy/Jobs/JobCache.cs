using System.Collections.Concurrent;

namespace VideoProxy.Jobs;

/// <summary>
/// The rows that clients ask for again and again. A newer version always wins, so a slow reader cannot put back an old row;
/// a row that another gateway changes while it is being read is not kept.
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

    /// <summary>While other gateways' changes cannot be heard nothing may be kept.</summary>
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
        // Emptying everything at the brim is crude but bounded, and a miss costs one read.
        if (Interlocked.Increment(ref _count) <= Capacity) return;
        _entries.Clear();
        Interlocked.Exchange(ref _count, 1);
    }

    // A class: an entry is told from another by identity.
    private sealed class Entry(Job? job)
    {
        public Job? Job { get; } = job;
    }
}

using System.Collections.Concurrent;

namespace VideoProxy.Jobs;

/// <summary>
/// The rows that clients ask for again and again. A newer version always wins, so a slow reader cannot put back an old row.
/// </summary>
internal sealed class JobCache
{
    private const int Capacity = 20_000;
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private int _count;

    public Job? Find(string id) => _jobs.GetValueOrDefault(id);

    public void Offer(Job job)
    {
        // Emptying everything at the brim is crude but bounded, and a miss costs one read.
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            _jobs.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        _jobs.AddOrUpdate(job.Id, job, (_, known) => job.Version >= known.Version ? job : known);
    }
}

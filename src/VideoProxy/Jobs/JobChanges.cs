using System.Data.Common;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Commits a change of one job and lets everybody know: the cache, the waiters, the other gateways.</summary>
internal sealed class JobChanges(Database database, JobCache cache, JobWaiters waiters)
{
    public async Task<Job?> ApplyAsync(Func<DbConnection, DbTransaction, Task<Job?>> change, CancellationToken cancel)
    {
        var job = await database.WriteAsync(async (db, tx) =>
        {
            var changed = await change(db, tx);
            if (changed is not null) await database.AnnounceAsync(db, tx, changed.Id);
            return changed;
        }, cancel);
        if (job is null) return null;
        cache.Offer(job);
        waiters.Wake(job.Id);
        return job;
    }
}

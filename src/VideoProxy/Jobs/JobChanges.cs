using System.Data.Common;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Commits a change of one job, then updates the cache and notifies waiting requests and other gateways.</summary>
internal sealed class JobChanges(Database database, JobCache cache, JobWaiters waiters)
{
    public async Task<Job?> ApplyAsync(Func<DbConnection, DbTransaction, Task<Job?>> change, CancellationToken cancel)
    {
        if (await database.WriteAsync(change, cancel) is not { } job) return null;
        database.Announce(job.Id);
        cache.Update(job);
        waiters.Wake(job.Id);
        return job;
    }
}

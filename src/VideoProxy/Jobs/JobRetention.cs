using System.Data.Common;
using Dapper;
using VideoProxy.Configuration;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>
/// Removes ended jobs with everything that belongs to them. A job stays while anything is open: a poll for its late video, a submit
/// without a stored outcome, or what one of its end effects still owes.
/// </summary>
internal sealed class JobRetention(Database database, JobCache cache, IEnumerable<IEndEffect> effects, RetentionOptions options) : IRetainedData
{
    private const int Batch = 200;
    private readonly IEndEffect[] _effects = [.. effects];

    public string Name => "jobs";

    public async Task<int> RemoveBatchAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (options.Jobs is not { } age) return 0;
        var before = (now - age).ToUnixTimeMilliseconds();
        var owner = "retention_" + Guid.NewGuid().ToString("N");
        var removed = await database.WriteAsync(async (db, tx) =>
        {
            string[] ids = [.. await db.QueryAsync<string>(MarkSql(), new { before, owner, Batch }, tx)];
            if (ids.Length > 0) await RemoveAsync(db, tx, owner);
            return ids;
        }, cancel);
        foreach (var id in removed)
        {
            cache.Evict(id);
            database.Announce(id);
        }

        return removed.Length;
    }

    /// <summary>Leases a batch to an owner of its own, so that each of the following statements finds the same jobs without a list of ids.</summary>
    private string MarkSql() =>
        $"""
        UPDATE jobs SET lease_owner = @owner
        WHERE id IN (
            SELECT id FROM jobs
            WHERE completed_at < @before AND next_poll_at IS NULL AND lease_owner IS NULL
                AND NOT EXISTS (SELECT 1 FROM attempts WHERE attempts.job_id = jobs.id AND attempts.state = 'calling')
                {string.Concat(_effects.Select(effect => effect.Owes).OfType<string>().Select(owes => $"AND NOT {owes} "))}
            ORDER BY completed_at LIMIT @Batch {database.SkipLocked})
        RETURNING id
        """;

    private async Task RemoveAsync(DbConnection db, DbTransaction tx, string owner)
    {
        foreach (var effect in _effects) await effect.RemoveAsync(db, tx, owner);
        await db.ExecuteAsync("DELETE FROM attempts WHERE job_id IN (SELECT id FROM jobs WHERE lease_owner = @owner)", new { owner }, tx);
        await db.ExecuteAsync("DELETE FROM jobs WHERE lease_owner = @owner", new { owner }, tx);
    }
}

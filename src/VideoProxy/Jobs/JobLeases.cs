using System.Data.Common;
using Dapper;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Releases the jobs of a dead or stopping node, and marks its submits in flight as unknown.</summary>
internal sealed class JobLeases : ILeasedRows
{
    public async Task ReleaseAsync(DbConnection db, DbTransaction tx, string node, long now)
    {
        await JobTransitions.OrphanAsync(db, tx, node, 0, now);
        await db.ExecuteAsync("UPDATE jobs SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = @node", new { node }, tx);
    }

    public Task ShiftAsync(DbConnection db, DbTransaction tx, long milliseconds) => db.ExecuteAsync(
        """
        UPDATE jobs SET next_poll_at = next_poll_at + @milliseconds, deadline_at = deadline_at + @milliseconds,
            late_until = late_until + @milliseconds, lease_until = lease_until + @milliseconds
        WHERE next_poll_at IS NOT NULL
        """, new { milliseconds }, tx);
}

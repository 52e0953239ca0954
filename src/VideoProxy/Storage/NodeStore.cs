using Dapper;

namespace VideoProxy.Storage;

/// <summary>The gateways that live on this database, and what becomes of what a dead one held.</summary>
internal sealed class NodeStore(Database database)
{
    /// <summary>Says that the node lives; also after others held it for dead.</summary>
    public Task BeatAsync(string id, long now, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        """
        INSERT INTO nodes (id, started_at, seen_at) VALUES (@id, @now, @now)
        ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
        """, new { id, now }, tx), cancel);

    /// <summary>Nodes not seen since the given time.</summary>
    public Task<IReadOnlyList<string>> FindSilentAsync(long before, CancellationToken cancel) => database.ReadAsync(
        async db => (IReadOnlyList<string>)[.. await db.QueryAsync<string>("SELECT id FROM nodes WHERE seen_at < @before", new { before })], cancel);

    /// <summary>
    /// Removes a node that is silent or stops, voids its leases, and makes the outcome of its submits unknown, in one commit.
    /// False when it has been seen again or another node was faster.
    /// </summary>
    public Task<bool> BuryAsync(string id, long before, long now, CancellationToken cancel) => database.WriteAsync(async (db, tx) =>
    {
        if (await db.ExecuteAsync("DELETE FROM nodes WHERE id = @id AND seen_at < @before", new { id, before }, tx) == 0) return false;
        await Jobs.JobTransitions.OrphanAsync(db, tx, id, 0, now);
        foreach (var table in (string[])["jobs", "callbacks"])
            await db.ExecuteAsync($"UPDATE {table} SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = @id", new { id }, tx);
        await database.AnnounceLossAsync(db, tx, id);
        return true;
    }, cancel);

    /// <summary>The wall clock was set: what is due moves with it, so that nothing waits or ends because of it.</summary>
    public Task ShiftAsync(long milliseconds, CancellationToken cancel) => database.WriteAsync(async (db, tx) =>
    {
        await db.ExecuteAsync(
            """
            UPDATE jobs SET next_poll_at = next_poll_at + @milliseconds, deadline_at = deadline_at + @milliseconds,
                late_until = late_until + @milliseconds, lease_until = lease_until + @milliseconds
            WHERE next_poll_at IS NOT NULL
            """, new { milliseconds }, tx);
        return await db.ExecuteAsync(
            "UPDATE callbacks SET next_at = next_at + @milliseconds, lease_until = lease_until + @milliseconds WHERE status = 'pending'", new { milliseconds }, tx);
    }, cancel);
}

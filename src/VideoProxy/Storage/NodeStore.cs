using Dapper;

namespace VideoProxy.Storage;

/// <summary>The gateways that live on this database, and what becomes of what a dead one held.</summary>
internal sealed class NodeStore(Database database, IEnumerable<ILeasedRows> leases)
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
    public Task<bool> RemoveAsync(string id, long before, long now, CancellationToken cancel) => database.WriteAsync(async (db, tx) =>
    {
        if (await db.ExecuteAsync("DELETE FROM nodes WHERE id = @id AND seen_at < @before", new { id, before }, tx) == 0) return false;
        foreach (var rows in leases) await rows.ReleaseAsync(db, tx, id, now);
        await database.AnnounceLossAsync(db, tx, id);
        return true;
    }, cancel);

    /// <summary>The wall clock was set: what is due moves with it, so that nothing waits or ends because of it.</summary>
    public Task ShiftAsync(long milliseconds, CancellationToken cancel) => database.WriteAsync(async (db, tx) =>
    {
        foreach (var rows in leases) await rows.ShiftAsync(db, tx, milliseconds);
        return true;
    }, cancel);
}

using Dapper;

namespace VideoProxy.Storage;

/// <summary>Stores the heartbeats of the nodes on this database, and releases the leases of dead ones.</summary>
internal sealed class NodeStore(Database database, IEnumerable<ILeasedRows> leases)
{
    /// <summary>Stores a heartbeat. Inserts the node again if another node has removed it.</summary>
    public Task BeatAsync(string id, long now, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        """
        INSERT INTO nodes (id, started_at, seen_at) VALUES (@id, @now, @now)
        ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
        """, new { id, now }, tx), cancel);

    /// <summary>Returns the nodes whose last heartbeat is older than the given time.</summary>
    public Task<IReadOnlyList<string>> FindSilentAsync(long before, CancellationToken cancel) => database.ReadAsync(
        async db => (IReadOnlyList<string>)[.. await db.QueryAsync<string>("SELECT id FROM nodes WHERE seen_at < @before", new { before })], cancel);

    /// <summary>
    /// Removes a silent or stopping node, releases its leases and marks its submits in flight as unknown, in one commit.
    /// Returns false if the node has sent a heartbeat since, or if another node removed it first.
    /// </summary>
    public Task<bool> RemoveAsync(string id, long before, long now, CancellationToken cancel) => database.WriteAsync(async (db, tx) =>
    {
        if (await db.ExecuteAsync("DELETE FROM nodes WHERE id = @id AND seen_at < @before", new { id, before }, tx) == 0) return false;
        foreach (var rows in leases) await rows.ReleaseAsync(db, tx, id, now);
        await database.AnnounceLossAsync(db, tx, id);
        return true;
    }, cancel);

    /// <summary>Moves all due times by a jump of the wall clock, so that nothing is late or expires because of it.</summary>
    public Task ShiftAsync(long milliseconds, CancellationToken cancel) => database.WriteAsync(async (db, tx) =>
    {
        foreach (var rows in leases) await rows.ShiftAsync(db, tx, milliseconds);
        return true;
    }, cancel);
}

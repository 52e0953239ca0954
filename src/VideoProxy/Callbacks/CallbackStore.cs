using System.Data.Common;
using Dapper;
using VideoProxy.Storage;

namespace VideoProxy.Callbacks;

/// <summary>Reads and writes callbacks and deliveries.</summary>
internal sealed class CallbackStore(Database database)
{
    private const int RedeliverBatch = 1000;

    /// <summary>Inserts a callback in the transaction that ends its job, so that neither commits without the other.</summary>
    public static Task InsertAsync(DbConnection db, DbTransaction tx, CallbackRow row) => db.ExecuteAsync(
        """
        INSERT INTO callbacks (id, event_id, job_id, type, url, receiver, secret, signature, next_at, created_at)
        VALUES (@Id, @EventId, @JobId, @Type, @Url, @Receiver, @Secret, @Signature, @NextAt, @CreatedAt) ON CONFLICT DO NOTHING
        """, row, tx);

    /// <summary>Erases the receiver's replies, which may quote the job. The deliveries themselves stay.</summary>
    public static Task EraseRepliesAsync(DbConnection db, DbTransaction tx, string jobId) =>
        db.ExecuteAsync("UPDATE deliveries SET reply = NULL WHERE callback_id IN (SELECT id FROM callbacks WHERE job_id = @jobId)", new { jobId }, tx);

    /// <summary>Removes the callbacks of the jobs that are leased to this owner, with their deliveries.</summary>
    public static async Task RemoveAsync(DbConnection db, DbTransaction tx, string owner)
    {
        await db.ExecuteAsync("DELETE FROM deliveries WHERE callback_id IN (SELECT callbacks.id FROM callbacks JOIN jobs ON jobs.id = job_id WHERE jobs.lease_owner = @owner)", new { owner }, tx);
        await db.ExecuteAsync("DELETE FROM callbacks WHERE job_id IN (SELECT id FROM jobs WHERE lease_owner = @owner)", new { owner }, tx);
    }

    /// <summary>
    /// Returns receivers with due callbacks, in order, from the receiver after the given one. The query jumps from receiver to receiver in
    /// the index, so its cost does not depend on the number of callbacks.
    /// </summary>
    public Task<IReadOnlyList<string>> FindDueReceiversAsync(string after, long now, int limit, CancellationToken cancel)
    {
        const string sql = """
            WITH RECURSIVE lanes (receiver) AS (
                SELECT (SELECT receiver FROM callbacks WHERE status = 'pending' AND receiver > @after ORDER BY receiver LIMIT 1)
                UNION ALL
                SELECT (SELECT callbacks.receiver FROM callbacks
                        WHERE status = 'pending' AND callbacks.receiver > lanes.receiver ORDER BY callbacks.receiver LIMIT 1)
                FROM lanes WHERE lanes.receiver IS NOT NULL)
            SELECT receiver FROM lanes
            WHERE receiver IS NOT NULL
                AND EXISTS (SELECT 1 FROM callbacks WHERE status = 'pending' AND callbacks.receiver = lanes.receiver AND next_at <= @now)
            LIMIT @limit
            """;
        return database.ReadAsync(async db => (IReadOnlyList<string>)[.. await db.QueryAsync<string>(sql, new { after, now, limit })], cancel);
    }

    /// <summary>Claims due callbacks of one receiver. A claimed callback is not due again before its lease expires.</summary>
    public Task<IReadOnlyList<CallbackRow>> ClaimDueAsync(string receiver, string owner, long now, long leaseUntil, int limit, CancellationToken cancel) =>
        database.WriteAsync(async (db, tx) => (IReadOnlyList<CallbackRow>)[.. await db.QueryAsync<CallbackRow>(
            $"""
            UPDATE callbacks SET lease_owner = @owner, lease_until = @leaseUntil, next_at = @leaseUntil
            WHERE id IN (
                SELECT id FROM callbacks
                WHERE status = 'pending' AND receiver = @receiver AND next_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
                ORDER BY next_at LIMIT @limit {database.SkipLocked})
            RETURNING *
            """, new { receiver, owner, now, leaseUntil, limit }, tx)], cancel);

    /// <summary>Makes callbacks due again that the database keeps under this node's lease although this process does not deliver them. Returns their number.</summary>
    public async Task<int> ReclaimAsync(string owner, HeldLeases held, long now, CancellationToken cancel)
    {
        var leased = await database.ReadAsync(db => db.QueryAsync<string>("SELECT id FROM callbacks WHERE status = 'pending' AND lease_owner = @owner", new { owner }), cancel);
        var lost = leased.Where(id => !held.IsHeld(id)).ToList();
        if (lost.Count == 0) return 0;
        return await database.WriteAsync((db, tx) => db.ExecuteAsync(
            "UPDATE callbacks SET next_at = @now, lease_owner = NULL, lease_until = NULL WHERE id = @id AND lease_owner = @owner AND status = 'pending'",
            lost.Select(id => new { id, owner, now }), tx), cancel);
    }

    /// <summary>Returns a claimed callback to the schedule without a delivery.</summary>
    public Task PostponeAsync(string id, string owner, long nextAt, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        "UPDATE callbacks SET next_at = @nextAt, lease_owner = NULL, lease_until = NULL WHERE id = @id AND lease_owner = @owner AND status = 'pending'",
        new { id, owner, nextAt }, tx), cancel);

    /// <summary>
    /// Records one delivery and the callback's new status. Changes nothing if the owner has lost its lease. A redelivery that was requested
    /// during the delivery has moved the due time, which is the end of the lease otherwise. Then the callback stays pending.
    /// </summary>
    public Task RecordAsync(Delivery delivery, string owner, string status, long nextAt, long? finishedAt, CancellationToken cancel) =>
        database.WriteAsync(async (db, tx) =>
        {
            var rows = await db.ExecuteAsync(
                """
                UPDATE callbacks SET attempts = @Number, lease_owner = NULL, lease_until = NULL,
                    status = CASE WHEN next_at = lease_until THEN @status ELSE 'pending' END,
                    finished_at = CASE WHEN next_at = lease_until THEN @finishedAt END,
                    cycle_start = CASE WHEN next_at = lease_until THEN cycle_start ELSE @Number END,
                    next_at = CASE WHEN next_at = lease_until THEN @nextAt ELSE next_at END
                WHERE id = @CallbackId AND lease_owner = @owner AND status = 'pending'
                """, new { delivery.CallbackId, delivery.Number, owner, status, nextAt, finishedAt }, tx);
            if (rows == 0) return 0;
            return await db.ExecuteAsync(
                """
                INSERT INTO deliveries (callback_id, number, at, duration_ms, status, error, reply)
                VALUES (@CallbackId, @Number, @At, @DurationMs, @Status, @Error,
                    CASE WHEN EXISTS (SELECT 1 FROM callbacks JOIN jobs ON jobs.id = callbacks.job_id WHERE callbacks.id = @CallbackId AND jobs.deleted_at IS NOT NULL)
                        THEN NULL ELSE @Reply END)
                """, delivery, tx);
        }, cancel);

    /// <summary>
    /// Makes a callback due now and restarts its retry schedule. Returns null if the callback does not exist. The lease of a delivery
    /// in progress stays, so that the callback is not sent twice at the same time.
    /// </summary>
    public Task<CallbackRow?> RedeliverAsync(string id, long now, CancellationToken cancel) =>
        database.WriteAsync((db, tx) => db.QuerySingleOrDefaultAsync<CallbackRow?>(
            "UPDATE callbacks SET status = 'pending', next_at = @now, finished_at = NULL, cycle_start = attempts WHERE id = @id RETURNING *", new { id, now }, tx), cancel);

    /// <summary>
    /// Makes callbacks due that failed at or after a time, batch by batch, and returns how many. Each restarts its retry schedule.
    /// </summary>
    /// <param name="org">The organisation of the jobs. Null stands for all.</param>
    /// <param name="since">The earliest failure, in unix milliseconds.</param>
    /// <param name="now">The current time, in unix milliseconds.</param>
    /// <param name="cancel">Stops between two batches.</param>
    public async Task<int> RedeliverFailedAsync(string? org, long since, long now, CancellationToken cancel)
    {
        const string sql = """
            UPDATE callbacks SET status = 'pending', next_at = @now, finished_at = NULL, cycle_start = attempts
            WHERE id IN (
                SELECT callbacks.id FROM callbacks JOIN jobs ON jobs.id = callbacks.job_id
                WHERE callbacks.status = 'failed' AND callbacks.finished_at >= @since AND callbacks.finished_at <= @now AND (@org IS NULL OR jobs.org = @org)
                ORDER BY callbacks.finished_at LIMIT @limit)
            """;
        var all = 0;
        int batch;
        do all += batch = await database.WriteAsync((db, tx) => db.ExecuteAsync(sql, new { org, since, now, limit = RedeliverBatch }, tx), cancel);
        while (batch == RedeliverBatch);
        return all;
    }

    public Task<CallbackRow?> FindOfJobAsync(string jobId, CancellationToken cancel) => database.ReadAsync(db =>
        db.QuerySingleOrDefaultAsync<CallbackRow?>("SELECT * FROM callbacks WHERE job_id = @jobId", new { jobId }), cancel);

    /// <summary>Returns the newest callbacks for operators.</summary>
    public Task<IReadOnlyList<CallbackRow>> ListAsync(string? status, long since, int limit, CancellationToken cancel) =>
        database.ReadAsync(async db => (IReadOnlyList<CallbackRow>)[.. await db.QueryAsync<CallbackRow>(
            "SELECT * FROM callbacks WHERE (@status IS NULL OR status = @status) AND created_at >= @since ORDER BY created_at DESC, id DESC LIMIT @limit", new { status, since, limit })], cancel);

    public Task<IReadOnlyList<Delivery>> ListDeliveriesAsync(string callbackId, CancellationToken cancel) =>
        database.ReadAsync(async db => (IReadOnlyList<Delivery>)[.. await db.QueryAsync<Delivery>(
            "SELECT * FROM deliveries WHERE callback_id = @callbackId ORDER BY number", new { callbackId })], cancel);
}

/// <summary>Releases the callbacks that a dead or stopping node was delivering.</summary>
internal sealed class CallbackLeases : ILeasedRows
{
    public Task ReleaseAsync(DbConnection db, DbTransaction tx, string node, long now) =>
        db.ExecuteAsync("UPDATE callbacks SET lease_owner = NULL, lease_until = NULL, next_at = @now WHERE lease_owner = @node", new { node, now }, tx);

    public Task ShiftAsync(DbConnection db, DbTransaction tx, long milliseconds) => db.ExecuteAsync(
        "UPDATE callbacks SET next_at = next_at + @milliseconds, lease_until = lease_until + @milliseconds WHERE status = 'pending'",
        new { milliseconds }, tx);
}

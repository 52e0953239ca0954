using System.Data.Common;
using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Jobs and attempts in the database. State changes are <see cref="JobTransitions"/>'; this class opens their transactions.</summary>
internal sealed class JobStore(Database database, JobCache cache, CallbackSignal callbacks)
{
    public Task CreateAsync(Job job, Attempt attempt, CancellationToken cancel) =>
        database.WriteAsync((db, tx) => JobTransitions.CreateAsync(db, tx, job, attempt), cancel);

    /// <summary>Records the refusal of one attempt and starts the next in one commit. Null: the job is no longer queued.</summary>
    public Task<Job?> TryNextAsync(Attempt refused, ProviderFault fault, Job job, Attempt next, CancellationToken cancel) =>
        database.WriteAsync(async (db, tx) =>
        {
            await JobTransitions.RejectedAsync(db, tx, refused, fault, next.CreatedAt);
            return await JobTransitions.TryNextAsync(db, tx, job, next);
        }, cancel);

    public Task<Job?> RefuseAsync(Attempt refused, ProviderFault last, ProviderFault shown, long now, CancellationToken cancel) =>
        ChangeAsync(async (db, tx) =>
        {
            await JobTransitions.RejectedAsync(db, tx, refused, last, now);
            return await JobTransitions.RefuseAsync(db, tx, refused.JobId, shown, now);
        }, cancel);

    public Task<Job?> AcceptedAsync(Attempt attempt, SubmitReport.Accepted accepted, long now, long nextPollAt, CancellationToken cancel) =>
        ChangeAsync((db, tx) => JobTransitions.AcceptedAsync(db, tx, attempt, accepted, now, nextPollAt), cancel);

    public Task<Job?> UnknownAsync(Attempt attempt, string why, long now, long giveUpAt, CancellationToken cancel) =>
        ChangeAsync((db, tx) => JobTransitions.UnknownAsync(db, tx, attempt, why, now, giveUpAt), cancel);

    public Task<Job?> ProgressAsync(PollResult poll, Attempt attempt, string? note, CancellationToken cancel) =>
        ChangeAsync(async (db, tx) =>
        {
            var job = await JobTransitions.ProgressAsync(db, tx, poll);
            if (job is not null && note is not null) await SetNoteAsync(db, tx, attempt.Id, note);
            return job;
        }, cancel);

    /// <summary>The terminal state, where the content is and the callback owed commit together, or not at all.</summary>
    public async Task<Job?> FinishAsync(JobEnding end, Attempt attempt, string? content, CancellationToken cancel)
    {
        var job = await ChangeAsync(async (db, tx) =>
        {
            var ended = await JobTransitions.FinishAsync(db, tx, end);
            if (ended is null) return null;
            if (content is not null)
                await db.ExecuteAsync("UPDATE attempts SET content = @content WHERE id = @Id", new { attempt.Id, content }, tx);
            if (CallbackRow.For(ended) is { } owed) await CallbackStore.InsertAsync(db, tx, owed);
            return ended;
        }, cancel);
        if (job?.CallbackUrl is not null) callbacks.Pulse();
        return job;
    }

    /// <summary>A poll that told nothing: the job waits, its state stays.</summary>
    public Task PostponeAsync(string id, string owner, long failures, long nextPollAt, CancellationToken cancel) =>
        database.WriteAsync((db, tx) => db.ExecuteAsync(
            """
            UPDATE jobs SET poll_failures = @failures, next_poll_at = @nextPollAt, lease_owner = NULL, lease_until = NULL
            WHERE id = @id AND lease_owner = @owner
            """, new { id, owner, failures, nextPollAt }, tx), cancel);

    /// <summary>How many of a provider's jobs are due and not leased, counted no further than the limit.</summary>
    public Task<long> CountDueAsync(string provider, long now, long limit, CancellationToken cancel) =>
        database.ReadAsync(db => db.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM jobs
                WHERE provider = @provider AND status IN ('queued', 'in_progress') AND next_poll_at <= @now
                    AND (lease_until IS NULL OR lease_until <= @now)
                LIMIT @limit) AS due
            """, new { provider, now, limit }), cancel);

    /// <summary>Takes due jobs of one provider under a lease, in one statement.</summary>
    public Task<IReadOnlyList<Job>> ClaimDueAsync(string provider, string owner, long now, long leaseUntil, int limit, CancellationToken cancel) =>
        database.WriteAsync(async (db, tx) => (IReadOnlyList<Job>)[.. await db.QueryAsync<Job>(
            """
            UPDATE jobs SET lease_owner = @owner, lease_until = @leaseUntil WHERE id IN (
                SELECT id FROM jobs
                WHERE provider = @provider AND status IN ('queued', 'in_progress') AND next_poll_at <= @now
                    AND (lease_until IS NULL OR lease_until <= @now)
                ORDER BY next_poll_at LIMIT @limit)
            RETURNING *
            """, new { provider, owner, now, leaseUntil, limit }, tx)], cancel);

    /// <summary>A start on SQLite: every earlier process is dead, its calls' outcomes are unknown and its leases void.</summary>
    public async Task RecoverAsync(long now, long giveUpAt, CancellationToken cancel)
    {
        var orphans = await database.ReadAsync(db => db.QueryAsync<Attempt>("SELECT * FROM attempts WHERE state = 'calling'"), cancel);
        foreach (var orphan in orphans)
            await UnknownAsync(orphan, "the gateway stopped before the reply was stored", now, giveUpAt, cancel);
        await database.WriteAsync((db, tx) => db.ExecuteAsync(
            "UPDATE jobs SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL", transaction: tx), cancel);
    }

    public async ValueTask<Job?> FindAsync(string id, CancellationToken cancel)
    {
        if (cache.Find(id) is { } cached) return cached;
        var job = await database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Job?>("SELECT * FROM jobs WHERE id = @id", new { id }), cancel);
        if (job is not null) cache.Offer(job);
        return job;
    }

    public Task<Attempt?> FindAttemptAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Attempt?>("SELECT * FROM attempts WHERE id = @id", new { id }), cancel);

    private async Task<Job?> ChangeAsync(Func<DbConnection, DbTransaction, Task<Job?>> change, CancellationToken cancel)
    {
        var job = await database.WriteAsync(change, cancel);
        if (job is null) return null;
        cache.Offer(job);
        return job;
    }

    private static Task<int> SetNoteAsync(DbConnection db, DbTransaction tx, string id, string note) =>
        db.ExecuteAsync("UPDATE attempts SET note = @note WHERE id = @id", new { id, note }, tx);
}

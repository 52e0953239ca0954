using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Jobs and attempts on their way to a provider, and as clients read them.</summary>
internal sealed class JobStore(Database database, JobCache cache, JobChanges changes)
{
    /// <summary>False: the organisation's idempotency key belongs to another job; nothing was stored.</summary>
    /// <param name="job">The row as it starts.</param>
    /// <param name="attempt">Its first attempt.</param>
    /// <param name="kept">What is needed to make it elsewhere later; null where that is not wanted.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task<bool> CreateAsync(Job job, Attempt attempt, VideoRequest? kept, CancellationToken cancel) =>
        database.WriteAsync(async (db, tx) =>
        {
            var isNew = await JobTransitions.CreateAsync(db, tx, job, attempt);
            if (isNew && kept is not null) await StoredRequests.InsertAsync(db, tx, job.Id, kept);
            return isNew;
        }, cancel);

    /// <summary>Records how one attempt ended and starts the next in one commit. Null: the job has ended, or another attempt was faster.</summary>
    public Task<Job?> TryNextAsync(Attempt before, ProviderFault fault, Job job, Attempt next, CancellationToken cancel) =>
        changes.ApplyAsync(async (db, tx) =>
        {
            if (before.State == AttemptState.Accepted) await JobTransitions.RecordFaultAsync(db, tx, before, fault);
            else await JobTransitions.RejectedAsync(db, tx, before, fault, next.CreatedAt);
            return await JobTransitions.TryNextAsync(db, tx, job, before, next);
        }, cancel);

    /// <summary>What the job was asked for with; null where it was not kept.</summary>
    public Task<VideoRequest?> FindRequestAsync(string jobId, CancellationToken cancel) =>
        database.ReadAsync(db => StoredRequests.FindAsync(db, jobId), cancel);

    /// <summary>The job as it is now: where it was canceled in between, that cancel needs no answer from anybody. Null: nothing changed.</summary>
    public Task<Job?> RefuseAsync(Attempt refused, ProviderFault last, ProviderFault shown, long now, CancellationToken cancel) =>
        changes.ApplyAsync(async (db, tx) =>
        {
            await JobTransitions.RejectedAsync(db, tx, refused, last, now);
            await StoredRequests.DeleteAsync(db, tx, refused.JobId);
            return await JobTransitions.RefuseAsync(db, tx, refused.JobId, shown, now) ?? await JobTransitions.ConfirmCancelAsync(db, tx, refused.JobId);
        }, cancel);

    public Task<Job?> AcceptedAsync(Attempt attempt, SubmitReport.Accepted accepted, long now, long nextPollAt, CancellationToken cancel) =>
        changes.ApplyAsync((db, tx) => JobTransitions.AcceptedAsync(db, tx, attempt, accepted, now, nextPollAt), cancel);

    public Task<Job?> UnknownAsync(Attempt attempt, string why, long now, long nextLookAt, CancellationToken cancel) =>
        changes.ApplyAsync((db, tx) => JobTransitions.UnknownAsync(db, tx, attempt, why, now, nextLookAt), cancel);

    /// <summary>What a video inside a reply was found to be.</summary>
    public Task<int> StoreMeasurementAsync(Attempt attempt, long length, string sha256, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        "UPDATE attempts SET content_length = @length, content_sha256 = @sha256 WHERE id = @Id", new { attempt.Id, length, sha256 }, tx), cancel);

    /// <summary>Its links have died and the provider has given others.</summary>
    public Task<int> UpdateContentAsync(Attempt attempt, string content, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        "UPDATE attempts SET content = @content WHERE id = @Id", new { attempt.Id, content }, tx), cancel);

    public ValueTask<Job?> FindAsync(string id, CancellationToken cancel) => cache.FindAsync(id, () => ReadAsync(id, cancel));

    /// <summary>The row itself, not what the cache remembers of it.</summary>
    public Task<Job?> ReadAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Job?>("SELECT * FROM jobs WHERE id = @id", new { id }), cancel);

    /// <summary>The page and one job beyond it, if there is one; null when the organisation never had the job to go on from.</summary>
    public Task<IReadOnlyList<Job>?> ListAsync(JobPage page, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Job>?>(async db =>
    {
        // A tombstone keeps its place: who deletes a page still gets the next one.
        var from = page.After is null ? null : await db.QuerySingleOrDefaultAsync<long?>(
            "SELECT created_at FROM jobs WHERE id = @After AND org = @Org AND hidden = 0", page);
        if (page.After is not null && from is null) return null;
        var (beyond, order) = page.OldestFirst ? (">", "ASC") : ("<", "DESC");
        return [.. await db.QueryAsync<Job>(
            $"""
            SELECT * FROM jobs
            WHERE org = @Org AND hidden = 0 AND deleted_at IS NULL {(from is null ? "" : $"AND (created_at, id) {beyond} (@from, @After)")}
            ORDER BY created_at {order}, id {order} LIMIT @most
            """, new { page.Org, page.After, from, most = page.Limit + 1 })];
    }, cancel);

    /// <summary>Null: it is unfinished, or already deleted. A callback that is still owed goes its way.</summary>
    public Task<Job?> DeleteAsync(string id, long now, CancellationToken cancel) => changes.ApplyAsync((db, tx) => db.QuerySingleOrDefaultAsync<Job?>(
        """
        UPDATE jobs SET deleted_at = @now, version = version + 1
        WHERE id = @id AND deleted_at IS NULL AND status NOT IN ('queued', 'in_progress') RETURNING *
        """, new { id, now }, tx), cancel);

    public Task<Attempt?> FindAttemptAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Attempt?>("SELECT * FROM attempts WHERE id = @id", new { id }), cancel);

    public Task<IReadOnlyList<Attempt>> ListAttemptsAsync(string jobId, CancellationToken cancel) => database.ReadAsync(async db =>
        (IReadOnlyList<Attempt>)[.. await db.QueryAsync<Attempt>("SELECT * FROM attempts WHERE job_id = @jobId ORDER BY number", new { jobId })], cancel);
}

/// <summary>A page of an organisation's jobs: so many, by the time they were made, from the job after <paramref name="After"/> on.</summary>
internal sealed record JobPage(string Org, int Limit, bool OldestFirst, string? After);

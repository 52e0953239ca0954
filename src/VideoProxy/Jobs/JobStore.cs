using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Stores jobs and the outcomes of their submits, and reads jobs for clients.</summary>
internal sealed class JobStore(Database database, JobCache cache, JobChanges changes, IEnumerable<IEndEffect> effects)
{
    private readonly IEndEffect[] _effects = [.. effects];

    /// <summary>Stores a new job. Returns false, and stores nothing, if the organisation's idempotency key belongs to another job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="attempt">The first attempt of the job.</param>
    /// <param name="kept">The request, stored so that another offering can make the video later. Null if the provider's file does not allow that.</param>
    /// <param name="cancel">Cancels the write.</param>
    public Task<bool> CreateAsync(Job job, Attempt attempt, VideoRequest? kept, CancellationToken cancel) =>
        database.WriteAsync(async (db, tx) =>
        {
            var isNew = await JobTransitions.CreateAsync(db, tx, job, attempt);
            if (isNew && kept is not null) await StoredRequests.InsertAsync(db, tx, job.Id, kept);
            return isNew;
        }, cancel);

    /// <summary>Records how one attempt ended and starts the next in one commit. Returns null if the job has ended or already moved to another attempt.</summary>
    public Task<Job?> TryNextAsync(Attempt before, ProviderFault fault, Job job, Attempt next, CancellationToken cancel) =>
        changes.ApplyAsync(async (db, tx) =>
        {
            if (before.State == AttemptState.Accepted) await JobTransitions.RecordFaultAsync(db, tx, before, fault);
            else await JobTransitions.RejectedAsync(db, tx, before, fault, next.CreatedAt);
            return await JobTransitions.TryNextAsync(db, tx, job, before, next);
        }, cancel);

    /// <summary>Returns the job's original request, or null if it was not stored.</summary>
    public Task<VideoRequest?> FindRequestAsync(string jobId, CancellationToken cancel) =>
        database.ReadAsync(db => StoredRequests.FindAsync(db, jobId), cancel);

    /// <summary>Fails a job that every offering refused. If the client canceled it meanwhile, the cancel is confirmed instead. Returns the job, or null if nothing changed.</summary>
    public Task<Job?> RefuseAsync(Attempt refused, ProviderFault last, ProviderFault shown, long now, CancellationToken cancel) =>
        changes.ApplyAsync(async (db, tx) =>
        {
            await JobTransitions.RejectedAsync(db, tx, refused, last, now);
            await StoredRequests.DeleteAsync(db, tx, refused.JobId);
            return await JobTransitions.RefuseAsync(db, tx, refused.JobId, shown, now) ?? await JobTransitions.ConfirmCancelAsync(db, tx, refused.JobId);
        }, cancel);

    public Task<Job?> AcceptedAsync(Attempt attempt, SubmitReport.Accepted accepted, long now, long nextPollAt, CancellationToken cancel) =>
        changes.ApplyAsync((db, tx) => JobTransitions.AcceptedAsync(db, tx, attempt, accepted, now, nextPollAt), cancel);

    public Task<Job?> UnknownAsync(Attempt attempt, UnknownOutcome outcome, long now, long nextLookAt, CancellationToken cancel) =>
        changes.ApplyAsync((db, tx) => JobTransitions.UnknownAsync(db, tx, attempt, outcome, now, nextLookAt), cancel);

    /// <summary>Stores the length and hash of a video that is base64 inside a reply.</summary>
    public Task<int> StoreMeasurementAsync(Attempt attempt, long length, string sha256, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        "UPDATE attempts SET content_length = @length, content_sha256 = @sha256 WHERE id = @Id", new { attempt.Id, length, sha256 }, tx), cancel);

    /// <summary>Replaces the content locations of an attempt with links that the provider has renewed.</summary>
    public Task<int> UpdateContentAsync(Attempt attempt, string content, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        "UPDATE attempts SET content = @content WHERE id = @Id", new { attempt.Id, content }, tx), cancel);

    public ValueTask<Job?> FindAsync(string id, CancellationToken cancel) => cache.FindAsync(id, () => ReadAsync(id, cancel));

    /// <summary>Reads the job from the database, not from the cache.</summary>
    public Task<Job?> ReadAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Job?>("SELECT * FROM jobs WHERE id = @id", new { id }), cancel);

    /// <summary>
    /// Returns the page plus one job if more follow, or null if the organisation has no job with the cursor's id. The page is shorter
    /// than its limit if its jobs are too large for one answer.
    /// </summary>
    public Task<IReadOnlyList<Job>?> ListAsync(JobPage page, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Job>?>(async db =>
    {
        // A deleted job is still a valid cursor, so a client that deletes each page can go on to the next.
        var from = page.After is null ? null : await db.QuerySingleOrDefaultAsync<long?>(
            "SELECT created_at FROM jobs WHERE id = @After AND org = @Org AND hidden = 0", page);
        if (page.After is not null && from is null) return null;
        var (beyond, order) = page.OldestFirst ? (">", "ASC") : ("<", "DESC");
        var rows = db.QueryUnbufferedAsync<Job>(
            $"""
            SELECT * FROM jobs
            WHERE org = @Org AND hidden = 0 AND deleted_at IS NULL {(from is null ? "" : $"AND (created_at, id) {beyond} (@from, @After)")}
            ORDER BY created_at {order}, id {order} LIMIT @most
            """, new { page.Org, page.After, from, most = page.Limit + 1 });
        return await TakeAsync(rows, cancel);
    }, cancel);

    /// <summary>Reads rows until their texts exceed the size of an answer, so that large jobs do not fill the memory. The last row is one too many.</summary>
    private static async Task<List<Job>> TakeAsync(IAsyncEnumerable<Job> rows, CancellationToken cancel)
    {
        var (jobs, characters) = (new List<Job>(), 0L);
        await foreach (var job in rows.WithCancellation(cancel))
        {
            jobs.Add(job);
            characters += (job.Prompt?.Length ?? 0) + (job.Metadata?.Length ?? 0) + (job.ErrorMessage?.Length ?? 0) + (job.ErrorDetails?.Length ?? 0);
            if (characters > JobPage.MaxBytes) break;
        }

        return jobs;
    }

    /// <summary>
    /// Deletes a job for its client. The row stays as a tombstone with id, times and cost, and everything that the client or the provider
    /// wrote is erased. A pending callback is still delivered, because its own row has its receiver and secret. Only a job whose cancel is
    /// pending is polled on, because the provider has not confirmed the cancel yet. Returns null if the job is unfinished or already deleted.
    /// </summary>
    public Task<Job?> DeleteAsync(string id, long now, CancellationToken cancel) => changes.ApplyAsync(async (db, tx) =>
    {
        const string tombstone = """
            UPDATE jobs SET deleted_at = @now, version = version + 1, prompt = NULL, metadata = NULL, error_details = NULL, callback_url = NULL, callback_secret = NULL,
                next_poll_at = CASE WHEN cancellation = 'pending' THEN next_poll_at END, late_until = CASE WHEN cancellation = 'pending' THEN late_until END,
                lease_owner = CASE WHEN cancellation = 'pending' THEN lease_owner END, lease_until = CASE WHEN cancellation = 'pending' THEN lease_until END
            WHERE id = @id AND deleted_at IS NULL AND status NOT IN ('queued', 'in_progress') RETURNING *
            """;
        const string attempts = """
            UPDATE attempts SET content = NULL, fault_message = NULL, provider_message = NULL, note = CASE WHEN @isPending THEN note END WHERE job_id = @id
            """;
        if (await db.QuerySingleOrDefaultAsync<Job?>(tombstone, new { id, now }, tx) is not { } deleted) return null;
        await db.ExecuteAsync(attempts, new { id, isPending = deleted.Cancellation == Cancellation.Pending }, tx);
        foreach (var effect in _effects) await effect.EraseAsync(db, tx, deleted);
        return deleted;
    }, cancel);

    public Task<Attempt?> FindAttemptAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<Attempt?>("SELECT * FROM attempts WHERE id = @id", new { id }), cancel);

    public Task<IReadOnlyList<Attempt>> ListAttemptsAsync(string jobId, CancellationToken cancel) => database.ReadAsync(async db =>
        (IReadOnlyList<Attempt>)[.. await db.QueryAsync<Attempt>("SELECT * FROM attempts WHERE job_id = @jobId ORDER BY number", new { jobId })], cancel);
}

/// <summary>A page of an organisation's jobs in the order of creation. The page starts after the job with the id <paramref name="After"/>.</summary>
internal sealed record JobPage(string Org, int Limit, bool OldestFirst, string? After)
{
    /// <summary>The largest answer with a page of jobs.</summary>
    public const int MaxBytes = 8 << 20;
}

using Dapper;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>The queue of due polls: claims jobs under leases and schedules their next polls. Only <see cref="JobTransitions"/> writes states.</summary>
internal sealed class JobQueue(Database database)
{
    private const string Due = """
        SELECT id FROM jobs
        WHERE provider = @provider AND destination = @destination AND next_poll_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
        """;

    /// <summary>Counts the jobs of a destination that are due and not leased, up to the limit.</summary>
    public Task<long> CountDueAsync(string provider, string destination, long now, long limit, CancellationToken cancel) =>
        database.ReadAsync(db => db.ExecuteScalarAsync<long>(
            $"SELECT COUNT(*) FROM ({Due} LIMIT @limit) AS due", new { provider, destination, now, limit }), cancel);

    /// <summary>Claims due jobs of one destination under a lease, in one statement, and reads their attempts.</summary>
    public Task<IReadOnlyList<ClaimedJob>> ClaimAsync(string provider, string destination, string owner, long now, long leaseUntil, int limit, CancellationToken cancel) =>
        database.WriteAsync(async (db, tx) =>
        {
            var values = new { provider, destination, owner, now, leaseUntil, limit };
            var jobs = await db.QueryAsync<Job>(
                $"""
                UPDATE jobs SET lease_owner = @owner, lease_until = @leaseUntil
                WHERE id IN ({Due} ORDER BY next_poll_at LIMIT @limit {database.SkipLocked}) RETURNING *
                """, values, tx);
            var attempts = await db.QueryAsync<Attempt>(
                """
                SELECT attempts.* FROM jobs JOIN attempts ON attempts.id = jobs.attempt_id
                WHERE jobs.lease_owner = @owner AND jobs.lease_until = @leaseUntil AND jobs.provider = @provider AND jobs.destination = @destination
                """, values, tx);
            return (IReadOnlyList<ClaimedJob>)[.. jobs.Join(attempts, job => job.AttemptId, attempt => attempt.Id, (job, attempt) => new ClaimedJob(job, attempt))];
        }, cancel);

    /// <summary>Extends a lease for work that takes longer than a normal lease.</summary>
    public Task ExtendAsync(string id, string owner, long until, CancellationToken cancel) =>
        WriteAsync("UPDATE jobs SET lease_until = @until WHERE id = @id AND lease_owner = @owner", new { id, owner, until }, cancel);

    /// <summary>Schedules the next poll and releases the lease, without changing the job's state.</summary>
    public Task PostponeAsync(string id, string owner, long failures, long nextPollAt, CancellationToken cancel) => WriteAsync(
        """
        UPDATE jobs SET poll_failures = @failures, next_poll_at = @nextPollAt, lease_owner = NULL, lease_until = NULL
        WHERE id = @id AND lease_owner = @owner
        """, new { id, owner, failures, nextPollAt }, cancel);

    /// <summary>
    /// Makes a job due now, because a notification says that the attempt's task has changed. If the outcome of the submit is not
    /// known yet, the task id is stored and polled, even after the job has failed as submission_unknown.
    /// </summary>
    public Task HintAsync(string attemptId, string? upstreamId, long now, CancellationToken cancel) => database.WriteAsync(async (db, tx) =>
    {
        const string keep = "UPDATE attempts SET hinted_id = @upstreamId WHERE id = @attemptId AND state IN ('calling', 'unknown') AND @upstreamId IS NOT NULL";
        const string wake = """
            UPDATE jobs SET next_poll_at = @now, late_until = CASE WHEN next_poll_at IS NULL THEN @lateUntil ELSE late_until END
            WHERE attempt_id = @attemptId AND (next_poll_at > @now OR (next_poll_at IS NULL AND error_code = 'submission_unknown'
                AND EXISTS (SELECT 1 FROM attempts WHERE id = @attemptId AND state = 'unknown' AND hinted_id IS NOT NULL)))
            """;
        var values = new { attemptId, upstreamId, now, lateUntil = now + (long)PollSchedule.LateWindow.TotalMilliseconds };
        await db.ExecuteAsync(keep, values, tx);
        return await db.ExecuteAsync(wake, values, tx);
    }, cancel);

    /// <summary>Suspends the deadlines of jobs whose destination is not in the configuration. Returns the number of such jobs by destination.</summary>
    public async Task<IReadOnlyList<ParkedJobs>> ParkAsync(IReadOnlyList<string> present, long now, CancellationToken cancel)
    {
        // The list is passed as one text, because the two databases bind lists differently. A destination's name cannot contain a bar.
        const string absent = """
            next_poll_at IS NOT NULL AND status IN ('queued', 'in_progress')
            AND REPLACE(@places, '|' || provider || '/' || destination || '|', '') = @places
            """;
        var places = string.Concat(present.Select(place => $"|{place}|"));
        var parked = await database.ReadAsync(async db => (IReadOnlyList<ParkedJobs>)[.. await db.QueryAsync<ParkedJobs>(
            $"SELECT provider, destination, COUNT(*) AS count FROM jobs WHERE {absent} GROUP BY provider, destination", new { places })], cancel);
        if (parked.Count > 0) await WriteAsync($"UPDATE jobs SET parked_at = @now WHERE {absent} AND parked_at IS NULL", new { places, now }, cancel);
        return parked;
    }

    /// <summary>Resumes a job's deadline, because its provider is back. The time without the provider does not count.</summary>
    public async Task<Job?> UnparkAsync(string id, string owner, long now, CancellationToken cancel) => await database.WriteAsync((db, tx) =>
        db.QuerySingleOrDefaultAsync<Job?>(
            """
            UPDATE jobs SET deadline_at = deadline_at + (@now - parked_at), parked_at = NULL
            WHERE id = @id AND lease_owner = @owner AND parked_at IS NOT NULL RETURNING *
            """, new { id, owner, now }, tx), cancel);

    /// <summary>Makes jobs due again that the database keeps under this node's lease although this process does not work on them. Returns their number.</summary>
    public async Task<int> ReclaimAsync(string owner, HeldLeases held, CancellationToken cancel)
    {
        var leased = await database.ReadAsync(db => db.QueryAsync<string>("SELECT id FROM jobs WHERE lease_owner = @owner", new { owner }), cancel);
        var lost = leased.Where(id => !held.IsHeld(id)).ToList();
        if (lost.Count == 0) return 0;
        return await database.WriteAsync(async (db, tx) =>
        {
            var count = 0;
            foreach (var id in lost.Where(id => !held.IsHeld(id)))
                count += await db.ExecuteAsync("UPDATE jobs SET lease_owner = NULL, lease_until = NULL WHERE id = @id AND lease_owner = @owner", new { id, owner }, tx);
            return count;
        }, cancel);
    }

    /// <summary>Marks submits as unknown that are older than the longest possible call, whichever node sent them. Returns their number.</summary>
    public Task<int> OrphanAsync(long olderThan, long now, CancellationToken cancel) =>
        database.WriteAsync((db, tx) => JobTransitions.OrphanAsync(db, tx, null, olderThan, now), cancel);

    private Task<int> WriteAsync(string sql, object values, CancellationToken cancel) =>
        database.WriteAsync((db, tx) => db.ExecuteAsync(sql, values, tx), cancel);
}

/// <summary>A job under this node's lease, and its current attempt.</summary>
internal sealed record ClaimedJob(Job Job, Attempt Attempt);

/// <summary>The number of unfinished jobs of a destination that is not in the configuration.</summary>
internal sealed record ParkedJobs
{
    public required string Provider { get; init; }
    public required string Destination { get; init; }
    public required long Count { get; init; }
}

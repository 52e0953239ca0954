using Dapper;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>What operators ask of the jobs: lists, and the truth about a submit that they found out themselves.</summary>
internal sealed class JobLookup(Database database)
{
    /// <summary>The newest jobs, also those that are hidden from clients.</summary>
    public Task<IReadOnlyList<Job>> ListAsync(string? status, int limit, CancellationToken cancel) => database.ReadAsync(async db => (IReadOnlyList<Job>)[.. await db.QueryAsync<Job>(
        "SELECT * FROM jobs WHERE @status IS NULL OR status = @status ORDER BY created_at DESC, id DESC LIMIT @limit", new { status, limit })], cancel);

    /// <summary>Attempts of which nobody knows whether their provider took them.</summary>
    public Task<IReadOnlyList<Attempt>> ListUnknownAsync(CancellationToken cancel) => database.ReadAsync(async db => (IReadOnlyList<Attempt>)[.. await db.QueryAsync<Attempt>(
        "SELECT * FROM attempts WHERE state = 'unknown' ORDER BY created_at")], cancel);

    /// <summary>Has the tracker ask for the job now: a job that has ended is asked for its late video.</summary>
    public Task WakeAsync(string jobId, long now, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        """
        UPDATE jobs SET next_poll_at = @now, poll_failures = 0,
            late_until = CASE WHEN status IN ('queued', 'in_progress') THEN late_until ELSE @lateUntil END
        WHERE id = @jobId
        """, new { jobId, now, lateUntil = now + (long)PollSchedule.LateWindow.TotalMilliseconds }, tx), cancel);
}

using Dapper;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>Queries jobs for operators, and schedules a poll that an operator wants now.</summary>
internal sealed class JobLookup(Database database)
{
    /// <summary>Returns the newest jobs, including those that are hidden from clients.</summary>
    public Task<IReadOnlyList<Job>> ListAsync(string? status, int limit, CancellationToken cancel) => database.ReadAsync(async db => (IReadOnlyList<Job>)[.. await db.QueryAsync<Job>(
        "SELECT * FROM jobs WHERE @status IS NULL OR status = @status ORDER BY created_at DESC, id DESC LIMIT @limit", new { status, limit })], cancel);

    /// <summary>Returns the attempts whose outcome is unknown.</summary>
    public Task<IReadOnlyList<Attempt>> ListUnknownAsync(CancellationToken cancel) => database.ReadAsync(async db => (IReadOnlyList<Attempt>)[.. await db.QueryAsync<Attempt>(
        "SELECT * FROM attempts WHERE state = 'unknown' ORDER BY created_at")], cancel);

    /// <summary>Makes the job due for a poll now. A job that has ended is polled for a late video.</summary>
    public Task WakeAsync(string jobId, long now, CancellationToken cancel) => database.WriteAsync((db, tx) => db.ExecuteAsync(
        """
        UPDATE jobs SET next_poll_at = @now, poll_failures = 0,
            late_until = CASE WHEN status IN ('queued', 'in_progress') THEN late_until ELSE @lateUntil END
        WHERE id = @jobId
        """, new { jobId, now, lateUntil = now + (long)PollSchedule.LateWindow.TotalMilliseconds }, tx), cancel);
}

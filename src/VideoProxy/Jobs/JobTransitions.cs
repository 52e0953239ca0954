using System.Data.Common;
using Dapper;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>
/// The whole state machine: nothing else writes a job's or an attempt's state.
/// <code>
/// attempt:  calling → accepted | rejected | unknown
/// job:      queued → in_progress → completed | failed | canceled | expired   (and from queued straight to each end)
/// </code>
/// Each transition is one fenced UPDATE … RETURNING. Null means that the job was not in a state to leave: no side effects.
/// </summary>
internal static class JobTransitions
{
    /// <summary>Write before we call: the job and its first attempt, in one commit.</summary>
    public static async Task<Job> CreateAsync(DbConnection db, DbTransaction tx, Job job, Attempt attempt)
    {
        const string sql = """
            INSERT INTO jobs (id, org, dialect, model, status, prompt, seconds, size, resolution, aspect_ratio, audio, metadata,
                created_at, deadline_at, callback_url, callback_secret, callback_signature, link_base, attempt_id, provider)
            VALUES (@Id, @Org, @Dialect, @Model, 'queued', @Prompt, @Seconds, @Size, @Resolution, @AspectRatio, @AudioFlag, @Metadata,
                @CreatedAt, @DeadlineAt, @CallbackUrl, @CallbackSecret, @CallbackSignature, @LinkBase, @AttemptId, @Provider)
            """;
        var values = new DynamicParameters(job);
        values.Add("AudioFlag", job.Audio ? 1L : 0L);
        await db.ExecuteAsync(sql, values, tx);
        await InsertAttemptAsync(db, tx, attempt);
        return job;
    }

    /// <summary>The offering before refused: the next one is tried. Only while nothing was accepted.</summary>
    public static async Task<Job?> TryNextAsync(DbConnection db, DbTransaction tx, Job job, Attempt next)
    {
        const string sql = """
            UPDATE jobs SET attempt_id = @AttemptId, provider = @Provider, seconds = @Seconds, size = @Size, resolution = @Resolution,
                aspect_ratio = @AspectRatio, audio = @AudioFlag, deadline_at = @DeadlineAt
            WHERE id = @Id AND status = 'queued' RETURNING *
            """;
        var values = new DynamicParameters(job);
        values.Add("AudioFlag", job.Audio ? 1L : 0L);
        var moved = await db.QuerySingleOrDefaultAsync<Job>(sql, values, tx);
        if (moved is not null) await InsertAttemptAsync(db, tx, next);
        return moved;
    }

    public static async Task<Job?> AcceptedAsync(DbConnection db, DbTransaction tx, Attempt attempt, SubmitReport.Accepted accepted, long now, long nextPollAt)
    {
        const string sql = """
            UPDATE attempts SET state = 'accepted', upstream_id = @upstreamId, note = @note, resolved_at = @now
            WHERE id = @Id AND state IN ('calling', 'unknown')
            """;
        var rows = await db.ExecuteAsync(sql, new { attempt.Id, upstreamId = accepted.UpstreamId, note = accepted.Note?.ToJsonString(), now }, tx);
        return rows == 0 ? null : await ScheduleAsync(db, tx, attempt, nextPollAt);
    }

    public static async Task<Job?> UnknownAsync(DbConnection db, DbTransaction tx, Attempt attempt, string why, long now, long giveUpAt)
    {
        const string sql = "UPDATE attempts SET state = 'unknown', fault_message = @why, resolved_at = @now WHERE id = @Id AND state = 'calling'";
        var rows = await db.ExecuteAsync(sql, new { attempt.Id, why, now }, tx);
        return rows == 0 ? null : await ScheduleAsync(db, tx, attempt, giveUpAt);
    }

    public static Task RejectedAsync(DbConnection db, DbTransaction tx, Attempt attempt, ProviderFault fault, long now)
    {
        const string sql = """
            UPDATE attempts SET state = 'rejected', fault_kind = @kind, fault_message = @Message, native_code = @NativeCode, resolved_at = @now
            WHERE id = @Id AND state = 'calling'
            """;
        return db.ExecuteAsync(sql, new { attempt.Id, kind = ErrorCodes.Of(fault.Kind), fault.Message, fault.NativeCode, now }, tx);
    }

    /// <summary>Every attempt was refused and the client is told so: the row stays for operators only, without a callback.</summary>
    public static Task<Job?> RefuseAsync(DbConnection db, DbTransaction tx, string id, ProviderFault fault, long now)
    {
        const string sql = """
            UPDATE jobs SET status = 'failed', hidden = 1, version = version + 1, completed_at = @now, error_code = @code, error_message = @Message,
                next_poll_at = NULL
            WHERE id = @id AND status = 'queued' RETURNING *
            """;
        return db.QuerySingleOrDefaultAsync<Job?>(sql, new { id, now, code = ErrorCodes.Of(fault.Kind), fault.Message }, tx);
    }

    /// <summary>Still being made. The state never goes back to queued, progress never goes back.</summary>
    public static Task<Job?> ProgressAsync(DbConnection db, DbTransaction tx, PollResult poll)
    {
        const string sql = """
            UPDATE jobs SET
                status = CASE WHEN status = 'in_progress' THEN status ELSE @Status END,
                version = version + CASE WHEN (status = 'queued' AND @Status <> 'queued') OR @Progress > progress THEN 1 ELSE 0 END,
                progress = CASE WHEN @Progress > progress THEN @Progress ELSE progress END,
                poll_failures = 0, next_poll_at = @NextPollAt, lease_owner = NULL, lease_until = NULL
            WHERE id = @JobId AND lease_owner = @Owner AND status IN ('queued', 'in_progress') RETURNING *
            """;
        return db.QuerySingleOrDefaultAsync<Job?>(sql, poll, tx);
    }

    /// <summary>The one way to an end. The caller adds the callback row in the same transaction.</summary>
    public static Task<Job?> FinishAsync(DbConnection db, DbTransaction tx, JobEnding end)
    {
        const string sql = """
            UPDATE jobs SET status = @Status, version = version + 1, progress = CASE WHEN @Status = 'completed' THEN 100 ELSE progress END,
                completed_at = @Now, expires_at = @ExpiresAt, error_code = @ErrorCode, error_message = @ErrorMessage,
                next_poll_at = NULL, lease_owner = NULL, lease_until = NULL
            WHERE id = @JobId AND lease_owner = @Owner AND status IN ('queued', 'in_progress') RETURNING *
            """;
        return db.QuerySingleOrDefaultAsync<Job?>(sql, end, tx);
    }

    private static Task<Job?> ScheduleAsync(DbConnection db, DbTransaction tx, Attempt attempt, long at) =>
        db.QuerySingleOrDefaultAsync<Job?>(
            "UPDATE jobs SET next_poll_at = @at WHERE id = @JobId AND attempt_id = @Id AND status IN ('queued', 'in_progress') RETURNING *",
            new { attempt.JobId, attempt.Id, at }, tx);

    private static Task<int> InsertAttemptAsync(DbConnection db, DbTransaction tx, Attempt attempt) =>
        db.ExecuteAsync(
            """
            INSERT INTO attempts (id, job_id, number, state, provider, destination, model, upstream_model, price_micros, created_at)
            VALUES (@Id, @JobId, @Number, 'calling', @Provider, @Destination, @Model, @UpstreamModel, @PriceMicros, @CreatedAt)
            """, attempt, tx);
}

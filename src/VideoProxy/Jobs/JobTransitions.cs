using System.Data.Common;
using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Errors;

namespace VideoProxy.Jobs;

/// <summary>
/// The whole state machine. No other code writes the state of a job or an attempt.
/// <code>
/// attempt:  calling → accepted | rejected | unknown;  unknown → accepted | rejected
/// job:      queued → in_progress → completed | failed | canceled | expired   (and from queued straight to each end)
/// </code>
/// Each transition of a job is one UPDATE … WHERE status IN (…) RETURNING. A result of null means that the job was not in an
/// allowed state, so the caller must not apply side effects.
/// </summary>
internal static class JobTransitions
{
    /// <summary>Inserts the job and its first attempt before the provider is called. Returns false if another job has the same idempotency key.</summary>
    public static async Task<bool> CreateAsync(DbConnection db, DbTransaction tx, Job job, Attempt attempt)
    {
        const string sql = """
            INSERT INTO jobs (id, org, dialect, model, status, prompt, seconds, size, resolution, aspect_ratio, audio, metadata, remake, source_id,
                created_at, deadline_at, callback_url, callback_secret, callback_signature, link_base, attempt_id, provider, destination,
                key_id, idempotency_key, request_hash)
            VALUES (@Id, @Org, @Dialect, @Model, 'queued', @Prompt, @Seconds, @Size, @Resolution, @AspectRatio, CASE WHEN @Audio THEN 1 ELSE 0 END, @Metadata, @Remake, @SourceId,
                @CreatedAt, @DeadlineAt, @CallbackUrl, @CallbackSecret, @CallbackSignature, @LinkBase, @AttemptId, @Provider, @Destination,
                @KeyId, @IdempotencyKey, @RequestHash)
            ON CONFLICT DO NOTHING
            """;
        if (await db.ExecuteAsync(sql, job, tx) == 0) return false;
        await InsertAttemptAsync(db, tx, attempt);
        return true;
    }

    /// <summary>
    /// Moves the job to its next offering, because the offering before refused the video or failed to make it. The job is not
    /// due for a poll until the outcome of the next submit is stored.
    /// </summary>
    public static async Task<Job?> TryNextAsync(DbConnection db, DbTransaction tx, Job job, Attempt before, Attempt next)
    {
        const string sql = """
            UPDATE jobs SET attempt_id = @AttemptId, provider = @Provider, destination = @Destination, seconds = @Seconds, size = @Size,
                resolution = @Resolution, aspect_ratio = @AspectRatio, audio = CASE WHEN @Audio THEN 1 ELSE 0 END, deadline_at = @DeadlineAt,
                next_poll_at = NULL, poll_failures = 0, lease_owner = NULL, lease_until = NULL
            WHERE id = @Id AND attempt_id = @before AND status IN ('queued', 'in_progress') RETURNING *
            """;
        var values = new DynamicParameters(job);
        values.Add("before", before.Id);
        var moved = await db.QuerySingleOrDefaultAsync<Job>(sql, values, tx);
        if (moved is not null) await InsertAttemptAsync(db, tx, next);
        return moved;
    }

    /// <summary>Records an accepted submit and schedules the first poll. Returns null if nothing changed, for example because another attempt owns the upstream id.</summary>
    public static async Task<Job?> AcceptedAsync(DbConnection db, DbTransaction tx, Attempt attempt, SubmitReport.Accepted accepted, long now, long nextPollAt) =>
        await AdoptAsync(db, tx, attempt, accepted, now) ? await ScheduleAsync(db, tx, attempt, now, nextPollAt) : null;

    /// <summary>Marks only the attempt as accepted, whatever state its job has. Returns false if the attempt is already decided or another attempt owns the upstream id.</summary>
    public static async Task<bool> AdoptAsync(DbConnection db, DbTransaction tx, Attempt attempt, SubmitReport.Accepted accepted, long now)
    {
        const string sql = """
            UPDATE attempts SET state = 'accepted', upstream_id = @upstreamId, note = @note, fault_message = NULL, provider_message = NULL, resolved_at = @now
            WHERE id = @Id AND state IN ('calling', 'unknown') AND NOT EXISTS (
                SELECT 1 FROM attempts AS other
                WHERE other.provider = @Provider AND other.destination = @Destination AND other.upstream_id = @upstreamId)
            """;
        var values = new { attempt.Id, attempt.Provider, attempt.Destination, upstreamId = accepted.UpstreamId, note = accepted.Note?.ToJsonString(), now };
        return await db.ExecuteAsync(sql, values, tx) > 0;
    }

    public static async Task<Job?> UnknownAsync(DbConnection db, DbTransaction tx, Attempt attempt, UnknownOutcome outcome, long now, long nextLookAt)
    {
        const string sql = "UPDATE attempts SET state = 'unknown', fault_message = @Reason, provider_message = @Words, resolved_at = @now WHERE id = @Id AND state = 'calling'";
        return await db.ExecuteAsync(sql, new { attempt.Id, outcome.Reason, outcome.Words, now }, tx) == 0 ? null : await ScheduleAsync(db, tx, attempt, now, nextLookAt);
    }

    /// <summary>Marks submits as unknown whose outcome no node will store, because their node is gone or they are older than the longest possible call.</summary>
    public static async Task<int> OrphanAsync(DbConnection db, DbTransaction tx, string? node, long olderThan, long now)
    {
        const string orphans = """
            UPDATE attempts SET state = 'unknown', fault_message = 'the gateway stopped before it stored the reply', resolved_at = @now
            WHERE state = 'calling' AND (node = @node OR created_at < @olderThan)
            """;
        const string schedule = """
            UPDATE jobs SET next_poll_at = @now
            WHERE id IN (SELECT job_id FROM attempts WHERE state = 'unknown' AND resolved_at = @now)
                AND (status IN ('queued', 'in_progress') OR late_until IS NOT NULL)
            """;
        var count = await db.ExecuteAsync(orphans, new { node, olderThan, now }, tx);
        if (count > 0) await db.ExecuteAsync(schedule, new { now }, tx);
        return count;
    }

    public static Task<int> RejectedAsync(DbConnection db, DbTransaction tx, Attempt attempt, ProviderFault fault, long now)
    {
        const string sql = """
            UPDATE attempts SET state = 'rejected', fault_kind = @kind, fault_message = @Message, native_code = @NativeCode, resolved_at = @now
            WHERE id = @Id AND state IN ('calling', 'unknown')
            """;
        return db.ExecuteAsync(sql, new { attempt.Id, kind = ErrorCodes.Of(fault.Kind), fault.Message, fault.NativeCode, now }, tx);
    }

    /// <summary>Records the fault of an accepted attempt whose generation failed. The attempt stays accepted.</summary>
    public static Task<int> RecordFaultAsync(DbConnection db, DbTransaction tx, Attempt attempt, ProviderFault fault)
    {
        const string sql = "UPDATE attempts SET fault_kind = @kind, fault_message = @Message, native_code = @NativeCode WHERE id = @Id AND state = 'accepted'";
        return db.ExecuteAsync(sql, new { attempt.Id, kind = ErrorCodes.Of(fault.Kind), fault.Message, fault.NativeCode }, tx);
    }

    /// <summary>Fails a job because every attempt was refused. The create returns the error, so the row is hidden from clients and sends no callback.</summary>
    public static Task<Job?> RefuseAsync(DbConnection db, DbTransaction tx, string id, ProviderFault fault, long now)
    {
        const string sql = """
            UPDATE jobs SET status = 'failed', hidden = 1, version = version + 1, completed_at = @now, error_code = @code, error_message = @Message,
                error_details = @details, next_poll_at = NULL
            WHERE id = @id AND status = 'queued' RETURNING *
            """;
        return db.QuerySingleOrDefaultAsync<Job?>(sql, new { id, now, code = ErrorCodes.Of(fault.Kind), ClientText.Of(fault).Message, details = ErrorDetails.Of(fault) }, tx);
    }

    /// <summary>Records progress. The state never returns to queued, and the progress never decreases.</summary>
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

    /// <summary>Ends a job after a provider's report or at its deadline. The caller commits the end effects in the same transaction.</summary>
    public static Task<Job?> FinishAsync(DbConnection db, DbTransaction tx, JobEnding end)
    {
        const string sql = """
            UPDATE jobs SET status = @Status, version = version + 1, progress = CASE WHEN @Status = 'completed' THEN 100 ELSE progress END,
                completed_at = @Now, expires_at = @ExpiresAt, error_code = @ErrorCode, error_message = @ErrorMessage, error_details = @ErrorDetails,
                has_content = CASE WHEN @Status = 'completed' THEN 1 ELSE 0 END, charged_micros = @ChargedMicros,
                cancellation = @Cancellation, late_until = @LateUntil, next_poll_at = @NextPollAt, poll_failures = 0, lease_owner = NULL, lease_until = NULL
            WHERE id = @JobId AND lease_owner = @Owner AND status IN ('queued', 'in_progress') RETURNING *
            """;
        return db.QuerySingleOrDefaultAsync<Job?>(sql, end, tx);
    }

    /// <summary>
    /// Cancels a job for its client, whichever node is polling it. The canceling node takes the lease, because it cancels the task
    /// at the provider next. While the submit is in flight there is no task to cancel yet, so storing the outcome schedules that.
    /// </summary>
    public static async Task<Job?> CancelAsync(DbConnection db, DbTransaction tx, JobCancel cancel)
    {
        // This update changes nothing. It takes the row's lock, so that no outcome of the submit is stored between the two statements.
        const string look = "UPDATE attempts SET node = node WHERE id = @AttemptId RETURNING state";
        const string sql = """
            UPDATE jobs SET status = 'canceled', version = version + 1, completed_at = @Now, error_code = 'canceled',
                error_message = 'The video was canceled by its client.', cancellation = 'pending', late_until = @LateUntil,
                next_poll_at = CASE WHEN @isCalling THEN NULL ELSE @Now END,
                lease_owner = CASE WHEN @isCalling THEN NULL ELSE @Owner END, lease_until = CASE WHEN @isCalling THEN NULL ELSE @LeaseUntil END
            WHERE id = @JobId AND attempt_id = @AttemptId AND status IN ('queued', 'in_progress') RETURNING *
            """;
        var isCalling = await db.QuerySingleOrDefaultAsync<string>(look, cancel, tx) == AttemptState.Calling;
        return await db.QuerySingleOrDefaultAsync<Job?>(
            sql, new { cancel.JobId, cancel.AttemptId, cancel.Now, cancel.LateUntil, cancel.Owner, cancel.LeaseUntil, isCalling }, tx);
    }

    /// <summary>Confirms a cancel whose submit was in flight and then refused, because the provider has no task to cancel. Returns null if no cancel is pending.</summary>
    public static Task<Job?> ConfirmCancelAsync(DbConnection db, DbTransaction tx, string id) => db.QuerySingleOrDefaultAsync<Job?>(
        """
        UPDATE jobs SET version = version + 1, cancellation = 'canceled', late_until = NULL, next_poll_at = NULL
        WHERE id = @id AND cancellation = 'pending' RETURNING *
        """, new { id }, tx);

    private static Task<Job?> ScheduleAsync(DbConnection db, DbTransaction tx, Attempt attempt, long now, long at)
    {
        // A job that was canceled while its submit was in flight is canceled at the provider at once.
        // A job that failed as submission_unknown is polled for its late video.
        const string sql = """
            UPDATE jobs SET next_poll_at = CASE WHEN cancellation = 'pending' THEN @now ELSE @at END, poll_failures = 0,
                late_until = CASE WHEN error_code = 'submission_unknown' THEN @lateUntil ELSE late_until END
            WHERE id = @JobId AND attempt_id = @Id
                AND (status IN ('queued', 'in_progress') OR late_until IS NOT NULL OR error_code = 'submission_unknown') RETURNING *
            """;
        var lateUntil = now + (long)PollSchedule.LateWindow.TotalMilliseconds;
        return db.QuerySingleOrDefaultAsync<Job?>(sql, new { attempt.JobId, attempt.Id, now, at, lateUntil }, tx);
    }

    private static Task<int> InsertAttemptAsync(DbConnection db, DbTransaction tx, Attempt attempt) =>
        db.ExecuteAsync(
            """
            INSERT INTO attempts (id, job_id, number, state, provider, destination, model, upstream_model, price_micros, created_at, node)
            VALUES (@Id, @JobId, @Number, 'calling', @Provider, @Destination, @Model, @UpstreamModel, @PriceMicros, @CreatedAt, @Node)
            """, attempt, tx);
}

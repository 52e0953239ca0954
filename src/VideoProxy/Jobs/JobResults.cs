using System.Data.Common;
using Dapper;
using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>Stores the results of polls. Each result is one transaction together with its effects, and applies only while the poller holds the lease.</summary>
internal sealed class JobResults(JobChanges changes, IEnumerable<IEndEffect> effects)
{
    private readonly IEndEffect[] _effects = [.. effects];

    public Task<Job?> ProgressAsync(PollResult poll, Attempt attempt, string? note, CancellationToken cancel) =>
        changes.ApplyAsync(async (db, tx) =>
        {
            var job = await JobTransitions.ProgressAsync(db, tx, poll);
            if (job is not null && note is not null)
                await db.ExecuteAsync("UPDATE attempts SET note = @note WHERE id = @Id", new { attempt.Id, note }, tx);
            return job;
        }, cancel);

    /// <summary>Ends a job. The terminal state, the charge, the content locations and the callback commit together or not at all.</summary>
    public Task<Job?> FinishAsync(JobEnding end, Attempt attempt, VideoResult? result, CancellationToken cancel) =>
        EndAsync(changes.ApplyAsync(async (db, tx) =>
        {
            var ended = await JobTransitions.FinishAsync(db, tx, end);
            if (ended is null) return null;
            if (result is not null) await StoreResultAsync(db, tx, attempt, result);
            if (end.Fault is { } fault) await JobTransitions.RecordFaultAsync(db, tx, attempt, fault);
            if (end.ProviderMessage is not null) await db.ExecuteAsync("UPDATE attempts SET provider_message = @ProviderMessage WHERE id = @Id", new { attempt.Id, end.ProviderMessage }, tx);
            return await WithEffectsAsync(db, tx, ended);
        }, cancel));

    /// <summary>Fails a job whose generation failed and that no other offering accepted. A job that was canceled meanwhile stays canceled.</summary>
    public Task<Job?> FailAsync(JobEnding end, Attempt refused, ProviderFault fault, CancellationToken cancel) =>
        EndAsync(changes.ApplyAsync(async (db, tx) =>
        {
            if (await JobTransitions.RejectedAsync(db, tx, refused, fault, end.Now) == 0) return null;
            // No node holds the lease while a submit is in flight, so the node that stores the outcome takes the lease to end the job.
            await db.ExecuteAsync("UPDATE jobs SET lease_owner = @Owner WHERE id = @JobId AND attempt_id = @attempt", new { end.Owner, end.JobId, attempt = refused.Id }, tx);
            return await JobTransitions.FinishAsync(db, tx, end) is { } ended
                ? await WithEffectsAsync(db, tx, ended)
                : await JobTransitions.ConfirmCancelAsync(db, tx, end.JobId);
        }, cancel));

    public Task<Job?> CancelAsync(JobCancel order, CancellationToken cancel) =>
        EndAsync(changes.ApplyAsync(async (db, tx) =>
        {
            var ended = await JobTransitions.CancelAsync(db, tx, order);
            return ended is null ? null : await WithEffectsAsync(db, tx, ended);
        }, cancel));

    /// <summary>Stores what a poll reported after the job's end. The state does not change, no second callback is sent, and only a pending cancel can add a charge.</summary>
    public Task<Job?> SettleAsync(JobSettlement settlement, Attempt attempt, VideoResult? result, CancellationToken cancel) =>
        changes.ApplyAsync(async (db, tx) =>
        {
            var job = await db.QuerySingleOrDefaultAsync<Job?>(
                """
                UPDATE jobs SET version = version + 1, cancellation = COALESCE(@Cancellation, cancellation),
                    charged_micros = CASE WHEN status = 'canceled' AND cancellation = 'pending' THEN @ChargedMicros ELSE charged_micros END,
                    has_content = CASE WHEN @HasContent THEN 1 ELSE has_content END, expires_at = COALESCE(@ExpiresAt, expires_at),
                    late_until = CASE WHEN @NextPollAt IS NULL THEN NULL ELSE late_until END,
                    next_poll_at = @NextPollAt, poll_failures = 0, lease_owner = NULL, lease_until = NULL
                WHERE id = @JobId AND lease_owner = @Owner AND status NOT IN ('queued', 'in_progress') RETURNING *
                """, settlement, tx);
            if (job is { DeletedAt: null } && result is not null) await StoreResultAsync(db, tx, attempt, result);
            return job;
        }, cancel);

    /// <summary>Writes every effect in the transaction that ends the job.</summary>
    private async Task<Job> WithEffectsAsync(DbConnection db, DbTransaction tx, Job ended)
    {
        foreach (var effect in _effects) await effect.CommitAsync(db, tx, ended);
        return ended;
    }

    private async Task<Job?> EndAsync(Task<Job?> ending)
    {
        if (await ending is not { } job) return null;
        foreach (var effect in _effects) effect.Committed(job);
        return job;
    }

    private static Task<int> StoreResultAsync(DbConnection db, DbTransaction tx, Attempt attempt, VideoResult result) =>
        db.ExecuteAsync("UPDATE attempts SET content = @Content, delivered = @Delivered, deviation = @Deviation WHERE id = @Id", new { attempt.Id, result.Content, result.Delivered, result.Deviation }, tx);
}

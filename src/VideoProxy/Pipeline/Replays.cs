using Dapper;
using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Pipeline;

/// <summary>Finds the job that a repeated create means.</summary>
internal sealed class Replays(Database database, TimeProvider time)
{
    private static readonly TimeSpan Guarded = TimeSpan.FromMinutes(10);

    /// <summary>The job that was made under this Idempotency-Key, refused ones too.</summary>
    public Task<Job?> FindAsync(string org, string idempotencyKey, CancellationToken cancel) => database.ReadAsync(db =>
        db.QuerySingleOrDefaultAsync<Job?>("SELECT * FROM jobs WHERE org = @org AND idempotency_key = @idempotencyKey", new { org, idempotencyKey }), cancel);

    /// <summary>
    /// For an SDK that repeats a create without a key: its own same request of a moment ago. Each job answers one repetition,
    /// so that somebody who wants the same video twice gets two.
    /// </summary>
    public Task<Job?> ClaimAsync(CreateMark mark, string org, CancellationToken cancel)
    {
        const string sql = """
            UPDATE jobs SET replayed = 1 WHERE replayed = 0 AND id = (
                SELECT id FROM jobs
                WHERE org = @org AND created_at >= @since AND key_id = @KeyId AND request_hash = @RequestHash
                    AND replayed = 0 AND hidden = 0 AND deleted_at IS NULL AND idempotency_key IS NULL
                ORDER BY created_at DESC LIMIT 1)
            RETURNING *
            """;
        var since = (time.GetUtcNow() - Guarded).ToUnixTimeMilliseconds();
        return database.WriteAsync((db, tx) => db.QuerySingleOrDefaultAsync<Job?>(sql, new { org, since, mark.KeyId, mark.RequestHash }, tx), cancel);
    }
}

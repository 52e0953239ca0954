using System.Globalization;
using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Accounts;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Pipeline;

/// <summary>Step 2 of a create: answers a repeated create with the job of the first one, so that nothing is submitted twice.</summary>
internal sealed class ReplayStep(RequestDelegate next, Replays replays)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    // The hash of a create with a field error. This hash matches no job, because only valid creates become jobs.
    private const string NoHash = "";

    public async Task InvokeAsync(HttpContext context)
    {
        var caller = context.Features.GetRequiredFeature<Caller>();
        var key = context.Request.Headers[KeyHeader].ToString();
        if (key.Length > MaxKeyLength || key.Any(c => c is < ' ' or > '~'))
        {
            await context.WriteErrorAsync(ApiErrors.InvalidValue(KeyHeader, $"{KeyHeader} must have 1 to {MaxKeyLength} printable ASCII characters."));
            return;
        }

        var request = context.Features.Get<CreateRequest>();
        var hash = request is null ? NoHash : RequestHash.Of(request);
        var fingerprint = new CreateFingerprint(caller.KeyId, hash, key.Length == 0 ? null : key);
        context.Features.Set(fingerprint);
        var made = fingerprint.IdempotencyKey is not null ? await replays.FindAsync(caller.Org, key, context.RequestAborted)
            : request is not null && IsRetry(context) ? await replays.ClaimAsync(fingerprint, caller.Org, context.RequestAborted)
            : null;
        await (made is null ? next(context) : ReplayAnswer.WriteAsync(context, made, fingerprint));
    }

    private static bool IsRetry(HttpContext context) =>
        int.TryParse(context.Request.Headers["X-Stainless-Retry-Count"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1;
}

/// <summary>Answers a repeated create with the current state of its job, or with the original refusal.</summary>
internal static class ReplayAnswer
{
    public static Task WriteAsync(HttpContext context, Job made, CreateFingerprint fingerprint)
    {
        if (made.RequestHash != fingerprint.RequestHash) return context.WriteErrorAsync(ApiErrors.KeyReused());
        context.Response.Headers["idempotent-replayed"] = "true";
        context.Features.Set(made);
        if (made.DeletedAt is not null) return context.WriteErrorAsync(ApiErrors.NotFound("Video not found. An earlier request with the same key created it, and it has been deleted since."));
        if (!made.Hidden) return context.Dialect().AnswerCreateAsync(context, made);
        var fault = new ProviderFault(ErrorCodes.KindOf(made.ErrorCode), made.ErrorMessage ?? "The provider refused this request.");
        return context.WriteErrorAsync(ApiErrors.Refused(fault));
    }
}

/// <summary>Finds the job of an earlier, identical create.</summary>
internal sealed class Replays(Database database, TimeProvider time)
{
    private static readonly TimeSpan KeylessWindow = TimeSpan.FromMinutes(10);

    /// <summary>Returns the job that was created with this Idempotency-Key, including a refused job.</summary>
    public Task<Job?> FindAsync(string org, string idempotencyKey, CancellationToken cancel) => database.ReadAsync(db =>
        db.QuerySingleOrDefaultAsync<Job?>("SELECT * FROM jobs WHERE org = @org AND idempotency_key = @idempotencyKey", new { org, idempotencyKey }), cancel);

    /// <summary>
    /// Finds the recent job of an identical create, for an SDK that retries without an Idempotency-Key. Each job can be claimed
    /// only once, so that a client that wants the same video twice gets two videos.
    /// </summary>
    public Task<Job?> ClaimAsync(CreateFingerprint fingerprint, string org, CancellationToken cancel)
    {
        const string sql = """
            UPDATE jobs SET replayed = 1 WHERE replayed = 0 AND id = (
                SELECT id FROM jobs
                WHERE org = @org AND created_at >= @since AND key_id = @KeyId AND request_hash = @RequestHash
                    AND replayed = 0 AND hidden = 0 AND deleted_at IS NULL AND idempotency_key IS NULL
                ORDER BY created_at DESC LIMIT 1)
            RETURNING *
            """;
        var since = (time.GetUtcNow() - KeylessWindow).ToUnixTimeMilliseconds();
        return database.WriteAsync((db, tx) => db.QuerySingleOrDefaultAsync<Job?>(sql, new { org, since, fingerprint.KeyId, fingerprint.RequestHash }, tx), cancel);
    }
}

/// <summary>A request feature that identifies repetitions of a create. The values are committed with the job.</summary>
internal sealed record CreateFingerprint(string KeyId, string RequestHash, string? IdempotencyKey);

using System.Globalization;
using Dapper;
using VideoProxy.Abstractions;
using VideoProxy.Accounts;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Pipeline;

/// <summary>Step 2 of a create: one that was made before answers with what it made then. Nothing is submitted twice.</summary>
internal sealed class ReplayStep(RequestDelegate next, Replays replays)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    // Of a create with a wrong field. No job has it: what a job was made of was right.
    private const string NoHash = "";

    public async Task InvokeAsync(HttpContext context)
    {
        var caller = context.Features.GetRequiredFeature<Caller>();
        var key = context.Request.Headers[KeyHeader].ToString();
        if (key.Length > MaxKeyLength || key.Any(c => c is < ' ' or > '~'))
        {
            await context.WriteErrorAsync(ApiErrors.InvalidValue(KeyHeader, $"{KeyHeader} must be 1 to {MaxKeyLength} printable ASCII characters."));
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

/// <summary>Answers a repeated create with the job as it now is, or with the refusal it met.</summary>
internal static class ReplayAnswer
{
    public static Task WriteAsync(HttpContext context, Job made, CreateFingerprint fingerprint)
    {
        if (made.RequestHash != fingerprint.RequestHash) return context.WriteErrorAsync(ApiErrors.KeyReused());
        context.Response.Headers["idempotent-replayed"] = "true";
        context.Features.Set(made);
        if (made.DeletedAt is not null) return context.WriteErrorAsync(ApiErrors.NotFound("Video not found: it was made by this request and has been deleted."));
        if (!made.Hidden) return context.Dialect().AnswerCreateAsync(context, made);
        var fault = new ProviderFault(ErrorCodes.KindOf(made.ErrorCode), made.ErrorMessage ?? "The provider refused this request.");
        return context.WriteErrorAsync(ApiErrors.Refused(fault));
    }
}

/// <summary>Finds the job that a repeated create means.</summary>
internal sealed class Replays(Database database, TimeProvider time)
{
    private static readonly TimeSpan KeylessWindow = TimeSpan.FromMinutes(10);

    /// <summary>The job that was made under this Idempotency-Key, refused ones too.</summary>
    public Task<Job?> FindAsync(string org, string idempotencyKey, CancellationToken cancel) => database.ReadAsync(db =>
        db.QuerySingleOrDefaultAsync<Job?>("SELECT * FROM jobs WHERE org = @org AND idempotency_key = @idempotencyKey", new { org, idempotencyKey }), cancel);

    /// <summary>
    /// For an SDK that repeats a create without a key: its own same request of a moment ago. Each job answers one repetition,
    /// so that somebody who wants the same video twice gets two.
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

/// <summary>A request feature: how a repetition of this create is recognised. Committed with the job.</summary>
internal sealed record CreateFingerprint(string KeyId, string RequestHash, string? IdempotencyKey);

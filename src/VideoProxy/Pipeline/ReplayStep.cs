using System.Globalization;
using VideoProxy.Accounts;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Step 2 of a create: one that was made before answers with what it made then. Nothing is submitted twice.</summary>
internal sealed class ReplayStep(RequestDelegate next, Replays replays)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 255;

    // Of a create with a wrong field. No job has it: what a job was made of was right.
    private const string NoHash = "";

    public async Task InvokeAsync(HttpContext context)
    {
        var caller = context.Features.GetRequiredFeature<Caller>();
        var key = context.Request.Headers[KeyHeader].ToString();
        if (key.Length > LongestKey || key.Any(c => c is < ' ' or > '~'))
        {
            await context.WriteErrorAsync(ApiErrors.InvalidValue(KeyHeader, $"{KeyHeader} must be 1 to {LongestKey} printable ASCII characters."));
            return;
        }

        var request = context.Features.Get<CreateRequest>();
        var hash = request is null ? NoHash : RequestHash.Of(request);
        var mark = new CreateMark(caller.KeyId, hash, key.Length == 0 ? null : key);
        context.Features.Set(mark);
        var made = mark.IdempotencyKey is not null ? await replays.FindAsync(caller.Org, key, context.RequestAborted)
            : request is not null && IsRetry(context) ? await replays.ClaimAsync(mark, caller.Org, context.RequestAborted)
            : null;
        await (made is null ? next(context) : ReplayAnswer.WriteAsync(context, made, mark));
    }

    private static bool IsRetry(HttpContext context) =>
        int.TryParse(context.Request.Headers["X-Stainless-Retry-Count"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1;
}

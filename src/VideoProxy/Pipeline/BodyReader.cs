using VideoProxy.Configuration;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Reads a request body into memory, within the size limit of one body and the memory budget of all bodies.</summary>
internal sealed class BodyReader(GatewayOptions options, BodyBudget budget)
{
    private const int FirstSize = 4 << 10;

    /// <summary>Returns the bytes, or the error. The bytes count against the budget until the request ends.</summary>
    public async Task<(ReadOnlyMemory<byte> Body, ApiError? Error)> ReadAsync(HttpContext context)
    {
        var max = options.Requests.MaxBody;
        if (context.Request.ContentLength > max) return (default, ApiErrors.TooLarge(max));
        var share = budget.Share(context);

        var buffer = new byte[Math.Min(context.Request.ContentLength ?? FirstSize, max) + 1];
        if (!share.TryTake(buffer.Length)) return (default, ApiErrors.Busy());
        var length = 0;
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted)) > 0)
        {
            length += read;
            if (length > max) return (default, ApiErrors.TooLarge(max));
            if (length < buffer.Length) continue;
            var larger = Math.Min(buffer.Length * 2L, max + 1);
            if (!share.TryTake(larger - buffer.Length)) return (default, ApiErrors.Busy());
            Array.Resize(ref buffer, (int)larger);
        }

        return (buffer.AsMemory(0, length), null);
    }
}

/// <summary>A memory budget for request bodies and downloaded media, so that many large creates cannot exhaust the memory.</summary>
internal sealed class BodyBudget(long capacity)
{
    private long _held;

    /// <summary>Returns the request's share of the budget. The share is released when the request ends, or earlier by <see cref="CreateMemory"/>.</summary>
    public BodyShare Share(HttpContext context)
    {
        if (context.Features.Get<BodyShare>() is { } known) return known;
        var share = new BodyShare(this);
        context.Features.Set(share);
        context.Response.RegisterForDispose(share);
        return share;
    }

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= capacity) return true;
        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _held, -bytes);
}

/// <summary>The bytes that one request has taken from the <see cref="BodyBudget"/>.</summary>
internal sealed class BodyShare(BodyBudget budget) : IDisposable
{
    private long _taken;

    public bool TryTake(long bytes)
    {
        if (!budget.TryTake(bytes)) return false;
        Interlocked.Add(ref _taken, bytes);
        return true;
    }

    public void Dispose() => budget.Return(Interlocked.Exchange(ref _taken, 0));
}

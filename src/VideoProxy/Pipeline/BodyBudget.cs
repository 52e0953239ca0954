using VideoProxy.Accounts;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>
/// A memory budget for request bodies and downloaded media, so that many large creates cannot exhaust the memory. One key gets a
/// quarter of it, so that one client cannot block the others.
/// </summary>
internal sealed class BodyBudget(long capacity)
{
    private readonly long _capacityOfKey = capacity / 4;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _heldByKey = [];
    private long _held;

    /// <summary>Returns the request's share of the budget. The share is released when the request ends, or earlier by <see cref="CreateMemory"/>.</summary>
    public BodyShare Share(HttpContext context)
    {
        if (context.Features.Get<BodyShare>() is { } known) return known;
        var share = new BodyShare(this, context.Features.Get<Caller>()?.KeyId);
        context.Features.Set(share);
        context.Response.RegisterForDispose(share);
        return share;
    }

    /// <summary>Takes the bytes, or returns the error of a request that must wait.</summary>
    /// <param name="key">The id of the key, or null for work that belongs to no key.</param>
    /// <param name="bytes">The bytes to take.</param>
    /// <param name="own">The bytes that the request already holds.</param>
    public ApiError? Take(string? key, long bytes, long own)
    {
        lock (_gate)
        {
            if (_held + bytes > capacity) return ApiErrors.Busy();
            if (key is not null)
            {
                var held = _heldByKey.GetValueOrDefault(key);
                // A request alone may exceed the quarter. Otherwise a budget below four bodies would refuse a large body for ever.
                if (held + bytes > _capacityOfKey && held > own) return ApiErrors.BusyKey();
                _heldByKey[key] = held + bytes;
            }

            _held += bytes;
            return null;
        }
    }

    public void Return(string? key, long bytes)
    {
        // A share that was released early is disposed once more when its request ends.
        if (bytes == 0) return;
        lock (_gate)
        {
            _held -= bytes;
            if (key is not null && (_heldByKey[key] -= bytes) == 0) _heldByKey.Remove(key);
        }
    }
}

/// <summary>The bytes that one request has taken from the <see cref="BodyBudget"/>.</summary>
/// <param name="budget">The budget.</param>
/// <param name="key">The id of the caller's key, or null for work that belongs to no key.</param>
internal sealed class BodyShare(BodyBudget budget, string? key = null) : IDisposable
{
    private const int FirstSize = 16 << 10;
    private long _taken;

    /// <summary>
    /// Reads a stream to its end. The memory grows with the bytes that arrive, and not with the length that the sender announces,
    /// because an announced length costs the sender nothing.
    /// </summary>
    /// <param name="stream">The stream to read.</param>
    /// <param name="announced">The length that the sender announces, or null. It is only a hint for the last size of the buffer.</param>
    /// <param name="max">The largest length.</param>
    /// <param name="tooLarge">The error for a longer stream.</param>
    /// <param name="arrived">Called with the length of each piece. May be null.</param>
    /// <param name="cancel">Cancels the read.</param>
    public async Task<(ReadOnlyMemory<byte> Bytes, ApiError? Error)> ReadAsync(
        Stream stream, long? announced, long max, ApiError tooLarge, Action<int>? arrived, CancellationToken cancel)
    {
        byte[] buffer = [];
        int read, length = 0;
        do
        {
            if (length == buffer.Length)
            {
                if (length > max) return (default, tooLarge);
                var larger = NextSize(length, announced, max);
                if (Take(larger - buffer.Length) is { } busy) return (default, busy);
                Array.Resize(ref buffer, (int)larger);
            }

            length += read = await stream.ReadAsync(buffer.AsMemory(length), cancel);
            arrived?.Invoke(read);
        }
        while (read > 0);
        return length > max ? (default, tooLarge) : (buffer.AsMemory(0, length), null);
    }

    /// <summary>Doubles the buffer, up to one byte more than the length that is expected, so that a longer stream is noticed.</summary>
    private static long NextSize(int length, long? announced, long max)
    {
        var doubled = Math.Max(FirstSize, length * 2L);
        return Math.Min(announced >= length ? Math.Min(doubled, announced.Value + 1) : doubled, max + 1);
    }

    public void Dispose() => budget.Return(key, Interlocked.Exchange(ref _taken, 0));

    private ApiError? Take(long bytes)
    {
        if (budget.Take(key, bytes, _taken) is { } busy) return busy;
        Interlocked.Add(ref _taken, bytes);
        return null;
    }
}

using System.Buffers;

namespace VideoProxy.Content;

/// <summary>
/// Copies a provider's stream into the response's pipe, at the speed of the client. A client that has proved fast gets large
/// pieces that are read straight into the pipe. For every other client, small pieces are read into a pooled buffer. The buffer
/// is returned before the flush, so that hundreds of slow clients hold little memory.
/// </summary>
internal static class BodyCopier
{
    private const int Small = 32 << 10;
    private const int Large = 256 << 10;

    // The bytes that a client must take without a slow flush before it counts as fast. The buffers of the operating system hide
    // the client's speed until then.
    private const long FastAfter = 2 << 20;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    /// <summary>Copies the whole upstream body.</summary>
    public static Task CopyAsync(HttpResponseMessage upstream, HttpContext context, TimeSpan idleTimeout, TimeProvider time) =>
        GuardAsync(upstream, context, idleTimeout, time, (source, idle) => CopyAsync(source.ReadAsync, null, context, idle, idleTimeout, time));

    /// <summary>Copies a part of a video that is base64 inside the upstream's reply. Returns false, and writes nothing, if the reply has no such video.</summary>
    public static async Task<bool> CopyAsync(
        HttpResponseMessage upstream, InlinePart part, string fileName, HttpContext context, TimeSpan idleTimeout, TimeProvider time)
    {
        var isFound = true;
        await GuardAsync(upstream, context, idleTimeout, time, async (source, idle) =>
        {
            using var video = new Base64Reader(source, part.Video.Location.JsonPointer);
            isFound = await video.FindAsync(idle.Token);
            if (!isFound) return;
            part.WriteHeaders(context.Response, fileName);
            await CopyAsync(video.ReadAsync, part.Range, context, idle, idleTimeout, time);
        });
        return isFound;
    }

    private static async Task GuardAsync(
        HttpResponseMessage upstream, HttpContext context, TimeSpan idleTimeout, TimeProvider time, Func<Stream, CancellationTokenSource, Task> copy)
    {
        // The transform's token is not used, because YARP cancels it at its ActivityTimeout even while bytes flow.
        using var idle = new CancellationTokenSource(idleTimeout, time);
        using var ended = context.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), idle);
        try
        {
            await using var source = await upstream.Content.ReadAsStreamAsync(idle.Token);
            await copy(source, idle);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            // A clean end of the response would make half a video look complete.
            context.Abort();
        }
    }

    private static async Task CopyAsync(
        Func<Memory<byte>, CancellationToken, ValueTask<int>> source, ByteRange? range, HttpContext context, CancellationTokenSource idle, TimeSpan idleTimeout, TimeProvider time)
    {
        var target = context.Response.BodyWriter;
        var (steady, rest) = (0L, 0);
        var (before, left) = range is null ? (0, long.MaxValue) : (range.From, range.Length);
        while (left > 0)
        {
            using var scratch = steady < FastAfter ? MemoryPool<byte>.Shared.Rent(Small) : null;
            // The rest of a large piece is filled before a new one is requested.
            var piece = scratch?.Memory ?? target.GetMemory(rest >= Small ? rest : Large);
            var read = await source(piece, idle.Token);
            if (read == 0 && range is not null) throw new InvalidDataException("The video is shorter than its measured length.");
            if (read == 0) return;
            var wanted = (int)Math.Min(Trim(piece[..read], ref before), left);
            idle.CancelAfter(idleTimeout);
            if (wanted == 0) continue;
            if (scratch is null) target.Advance(wanted);
            else target.Write(piece.Span[..wanted]);
            rest = scratch is null ? piece.Length - wanted : 0;
            // The buffer is returned before the flush, because a slow client may delay the flush.
            scratch?.Dispose();
            left -= wanted;
            var flushed = time.GetTimestamp();
            await target.FlushAsync(idle.Token);
            steady = time.GetElapsedTime(flushed) > Slow ? 0 : steady + wanted;
            idle.CancelAfter(idleTimeout);
        }
    }

    /// <summary>Drops the bytes before the requested range, moves the rest to the front and returns its length.</summary>
    private static int Trim(Memory<byte> piece, ref long before)
    {
        if (before == 0) return piece.Length;
        var skipped = (int)Math.Min(before, piece.Length);
        before -= skipped;
        piece[skipped..].CopyTo(piece);
        return piece.Length - skipped;
    }
}

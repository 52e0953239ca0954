using System.Buffers;

namespace VideoProxy.Content;

/// <summary>
/// Copies a provider's stream into the response's own pipe; the client's speed holds the provider back. Who takes the bytes as
/// fast as they come gets them in large pieces, read straight into the pipe. Everybody else's go through a buffer that is only
/// held while it is read into, and wait in Kestrel's own small blocks: hundreds of slow clients then hold little.
/// </summary>
internal static class BodyCopier
{
    private const int Small = 32 << 10;
    private const int Large = 256 << 10;

    // What a client must have taken without a pause before it is held to be a fast one: until then the operating system's own
    // buffers hide how fast it is.
    private const long FastAfter = 2 << 20;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    /// <summary>Copies all that the upstream sends.</summary>
    public static Task CopyAsync(HttpResponseMessage upstream, HttpContext context, TimeSpan idleTimeout, TimeProvider time) =>
        GuardAsync(upstream, context, idleTimeout, time, (source, idle) => CopyAsync(source.ReadAsync, null, context, idle, idleTimeout, time));

    /// <summary>Copies a part of a video inside the upstream's reply. False: it is not there, and no byte has left.</summary>
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
        // Not the transform's token: YARP cuts that one at its ActivityTimeout, whatever is still flowing.
        using var idle = new CancellationTokenSource(idleTimeout, time);
        using var ended = context.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), idle);
        try
        {
            await using var source = await upstream.Content.ReadAsStreamAsync(idle.Token);
            await copy(source, idle);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            // A clean end here would pass off half a video as a whole one.
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
            // What is left of a large piece is filled before there is another.
            var piece = scratch?.Memory ?? target.GetMemory(rest >= Small ? rest : Large);
            var read = await source(piece, idle.Token);
            if (read == 0 && range is not null) throw new InvalidDataException("The video is shorter than it was.");
            if (read == 0) return;
            var wanted = (int)Math.Min(Trim(piece[..read], ref before), left);
            idle.CancelAfter(idleTimeout);
            if (wanted == 0) continue;
            if (scratch is null) target.Advance(wanted);
            else target.Write(piece.Span[..wanted]);
            rest = scratch is null ? piece.Length - wanted : 0;
            // Given back before the wait for a client who may be slow.
            scratch?.Dispose();
            left -= wanted;
            var flushed = time.GetTimestamp();
            await target.FlushAsync(idle.Token);
            steady = time.GetElapsedTime(flushed) > Slow ? 0 : steady + wanted;
            idle.CancelAfter(idleTimeout);
        }
    }

    /// <summary>Moves what comes after the bytes that nobody asked for to the front; how much that is.</summary>
    private static int Trim(Memory<byte> piece, ref long before)
    {
        if (before == 0) return piece.Length;
        var skipped = (int)Math.Min(before, piece.Length);
        before -= skipped;
        piece[skipped..].CopyTo(piece);
        return piece.Length - skipped;
    }
}

namespace VideoProxy.Content;

/// <summary>
/// Copies a provider's stream straight into the response's own pipe, asking for larger pieces while they fill and smaller ones
/// when the client is slow: no buffer of our own, no second copy, and the client's speed holds the provider back.
/// </summary>
internal static class BodyCopier
{
    private const int Smallest = 16 << 10;
    private const int Medium = 64 << 10;
    private const int Largest = 256 << 10;

    // What a client must have taken before it is held to be a fast one: until then the operating system's own buffers hide it.
    private const long Proof = 4 << 20;
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
        var size = Smallest;
        var moved = 0L;
        var (before, left) = range is null ? (0, long.MaxValue) : (range.From, range.Length);
        while (left > 0)
        {
            var piece = target.GetMemory(size)[..size];
            var read = await source(piece, idle.Token);
            if (read == 0 && range is not null) throw new InvalidDataException("The video is shorter than it was.");
            if (read == 0) return;
            var wanted = (int)Math.Min(Trim(piece[..read], ref before), left);
            idle.CancelAfter(idleTimeout);
            if (wanted == 0) continue;
            target.Advance(wanted);
            moved += read;
            left -= wanted;
            var flushed = time.GetTimestamp();
            await target.FlushAsync(idle.Token);
            if (time.GetElapsedTime(flushed) > Slow) size = Smallest;
            else if (read == size && size < (moved < Proof ? Medium : Largest)) size *= 2;
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

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

    public static async Task CopyAsync(HttpResponseMessage upstream, HttpContext context, TimeSpan idleTimeout, TimeProvider time)
    {
        // Not the transform's token: YARP cuts that one at its ActivityTimeout, whatever is still flowing.
        using var idle = new CancellationTokenSource(idleTimeout, time);
        using var ended = context.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), idle);
        try
        {
            await using var source = await upstream.Content.ReadAsStreamAsync(idle.Token);
            await CopyAsync(source, context, idle, idleTimeout, time);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            // A clean end here would pass off half a video as a whole one.
            context.Abort();
        }
    }

    private static async Task CopyAsync(Stream source, HttpContext context, CancellationTokenSource idle, TimeSpan idleTimeout, TimeProvider time)
    {
        var target = context.Response.BodyWriter;
        var size = Smallest;
        var moved = 0L;
        while (true)
        {
            var read = await source.ReadAsync(target.GetMemory(size)[..size], idle.Token);
            if (read == 0) return;
            target.Advance(read);
            moved += read;
            var flushed = time.GetTimestamp();
            await target.FlushAsync(idle.Token);
            if (time.GetElapsedTime(flushed) > Slow) size = Smallest;
            else if (read == size && size < (moved < Proof ? Medium : Largest)) size *= 2;
            idle.CancelAfter(idleTimeout);
        }
    }
}

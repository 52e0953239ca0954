namespace VideoProxy.Content;

/// <summary>
/// Copies a provider's stream straight into the response's own pipe, asking for larger pieces while they fill: no buffer of
/// our own, no second copy, and the client's speed holds the provider back.
/// </summary>
internal static class BodyCopier
{
    private const int Smallest = 16 << 10;
    private const int Largest = 256 << 10;

    public static async Task CopyAsync(HttpResponseMessage upstream, HttpContext context, TimeSpan idleTimeout, TimeProvider time)
    {
        // Not the transform's token: YARP cuts that one at its ActivityTimeout, whatever is still flowing.
        using var idle = new CancellationTokenSource(idleTimeout, time);
        using var ended = context.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), idle);
        try
        {
            await using var source = await upstream.Content.ReadAsStreamAsync(idle.Token);
            await CopyAsync(source, context, idle, idleTimeout);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            // A clean end here would pass off half a video as a whole one.
            context.Abort();
        }
    }

    private static async Task CopyAsync(Stream source, HttpContext context, CancellationTokenSource idle, TimeSpan idleTimeout)
    {
        var target = context.Response.BodyWriter;
        var size = Smallest;
        while (true)
        {
            var read = await source.ReadAsync(target.GetMemory(size)[..size], idle.Token);
            if (read == 0) return;
            target.Advance(read);
            if (read == size && size < Largest) size *= 2;
            await target.FlushAsync(idle.Token);
            idle.CancelAfter(idleTimeout);
        }
    }
}

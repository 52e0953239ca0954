using Microsoft.AspNetCore.Http.Features;
using VideoProxy.Configuration;

namespace VideoProxy.Pipeline;

/// <summary>
/// Reads what is left of a request body after an error was answered, for a while. Many clients read an answer only after they have
/// sent their whole body, and lose the answer if the connection breaks before.
/// </summary>
internal sealed class UnreadBodyMiddleware(RequestDelegate next, GatewayOptions options, TimeProvider time)
{
    private const long LeastToRead = 256 << 20;
    private const int PieceSize = 64 << 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HasBody(context))
        {
            await next(context);
            return;
        }

        context.Response.OnStarting(static state => CloseIfNotSent((HttpContext)state), context);
        await next(context);
        if (context.Response.StatusCode < StatusCodes.Status400BadRequest || IsNotSent(context) || context.RequestAborted.IsCancellationRequested) return;
        await context.Response.CompleteAsync();
        await ReadRestAsync(context);
    }

    // HTTP/2 ends the stream of a request without the connection.
    private static bool HasBody(HttpContext context) =>
        !HttpProtocol.IsHttp2(context.Request.Protocol) && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    /// <summary>Returns whether the client waits to be asked for its body. Nobody asks after an error.</summary>
    private static bool IsNotSent(HttpContext context) => context.Request.Headers.Expect.Count > 0 && context.Features.Get<BodyRead>() is null;

    private static Task CloseIfNotSent(HttpContext context)
    {
        // The client may or may not send the body now, so the next bytes on the connection have no certain meaning.
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && IsNotSent(context)) context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    private async Task ReadRestAsync(HttpContext context)
    {
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        var left = Math.Max(LeastToRead, options.Requests.MaxBody * 2);
        var piece = new byte[PieceSize];
        try
        {
            int read;
            while (left > 0 && (read = await context.Request.Body.ReadAsync(piece, either.Token)) > 0) left -= read;
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client has gone or sends nonsense. It has its answer.
        }
    }
}

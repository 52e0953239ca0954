using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Reads a request body into memory, within the size limit of one body, the memory budget of all bodies, and the least speed.</summary>
internal sealed class BodyReader(GatewayOptions options, BodyBudget budget, TimeProvider time)
{
    /// <summary>Returns the bytes, or the error. The bytes count against the budget until the request ends.</summary>
    public async Task<(ReadOnlyMemory<byte> Body, ApiError? Error)> ReadAsync(HttpContext context)
    {
        var max = options.Requests.MaxBody;
        if (RequestEncodings.Check(context) is { } encoding) return (default, encoding);
        if (context.Request.ContentLength > max) return (default, ApiErrors.TooLarge(max));
        context.Features.Set(new BodyRead());
        await using var pace = new BodyPace(time, context.RequestAborted);
        try
        {
            return await budget.Share(context).ReadAsync(context.Request.Body, context.Request.ContentLength, max, ApiErrors.TooLarge(max), pace.Add, pace.Token);
        }
        catch (OperationCanceledException) when (pace.IsTooSlow)
        {
            // The rest of the body may never come, so the connection cannot be used again.
            context.Response.Headers.Connection = "close";
            return (default, ApiErrors.TooSlow());
        }
        // The Brotli decoder reports invalid data as an invalid operation.
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            return (default, ApiErrors.InvalidValue(null, "The request body is not valid in its content encoding. Encode it again, or send it as it is."));
        }
    }
}

/// <summary>A request feature that marks a request whose body was asked for. A client that sent <c>Expect: 100-continue</c> sends its body only then.</summary>
internal sealed class BodyRead;

/// <summary>Cancels the read of a body that brings less than 1 KiB a second during 30 seconds.</summary>
internal sealed class BodyPace : IAsyncDisposable
{
    private const long LeastPerWindow = 30 << 10;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private long _arrived;
    private volatile bool _isTooSlow;

    public BodyPace(TimeProvider time, CancellationToken cancel)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _timer = time.CreateTimer(static state => ((BodyPace)state!).EndWindow(), this, Window, Window);
    }

    public CancellationToken Token => _source.Token;

    public bool IsTooSlow => _isTooSlow;

    public void Add(int bytes) => Interlocked.Add(ref _arrived, bytes);

    public async ValueTask DisposeAsync()
    {
        // Waits for a callback that is running, because it uses the source.
        await _timer.DisposeAsync();
        _source.Dispose();
    }

    private void EndWindow()
    {
        if (Interlocked.Exchange(ref _arrived, 0) >= LeastPerWindow) return;
        _isTooSlow = true;
        _source.Cancel();
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>
/// Counts the requests that Kestrel refuses before any middleware runs, such as requests with malformed headers. Kestrel answers them
/// without a body and does not log them. They are logged once a minute at most, because a scanner sends thousands.
/// </summary>
internal sealed partial class RefusedRequests(DiagnosticListener listener, TimeProvider time, ILogger<RefusedRequests> logger)
    : IHostedService, IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private IDisposable? _subscription;
    private DateTimeOffset _nextLine;
    private long _count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = listener.Subscribe(this, static (name, _, _) => name == BadRequest);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != BadRequest || value.Value is not IFeatureCollection request) return;
        // A fault of the body that was found while the gateway read it has been answered.
        if (request.Get<IHttpResponseFeature>()?.HasStarted == true || request.Get<IBadRequestExceptionFeature>()?.Error is not BadHttpRequestException refused) return;
        GatewayMetrics.RefusedRequests.Add(1, new KeyValuePair<string, object?>("http.response.status_code", refused.StatusCode));
        if (CountForLine() is { } count) Log.Refused(logger, count, refused.StatusCode, ReasonOf(refused));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>Returns the number of requests since the last line, or null if it is too early for another line.</summary>
    private long? CountForLine()
    {
        lock (_gate)
        {
            _count++;
            var now = time.GetUtcNow();
            if (now < _nextLine) return null;
            var count = _count;
            (_count, _nextLine) = (0, now + Interval);
            return count;
        }
    }

    // The text behind the colon quotes the request, which may hold a key or a signed link.
    private static string ReasonOf(BadHttpRequestException refused) => refused.Message.Split(':', 2)[0].TrimEnd('.');

    private static partial class Log
    {
        [LoggerMessage(EventIds.RequestsRefused, LogLevel.Warning, "The server refused {Count} malformed requests since the last line like this. The last one got HTTP {Status}: {Reason}.")]
        public static partial void Refused(ILogger logger, long count, int status, string reason);
    }
}

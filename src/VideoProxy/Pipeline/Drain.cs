using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>
/// Delays the shutdown after SIGTERM until the requests in flight are answered, or until the submit timeout has passed. The listener
/// stays open meanwhile, so that <c>/health</c> can report that this node is not ready. New requests are refused.
/// </summary>
internal sealed class Drain(IHostApplicationLifetime lifetime, TrackerOptions tracker, TimeProvider time) : IHostedLifecycleService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private int _inFlight;

    /// <summary>Registers a request. Returns false if the gateway is stopping. After true, the caller must call <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        // The request is counted before the check, so that no request slips in between the check and the count.
        Interlocked.Increment(ref _inFlight);
        if (!lifetime.ApplicationStopping.IsCancellationRequested) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _inFlight);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(tracker.SubmitTimeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (Volatile.Read(ref _inFlight) > 0) await timer.WaitForNextTickAsync(ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The remaining requests get the rest of the host's shutdown timeout.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Refuses requests that arrive after SIGTERM, except health checks.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, Drain drain)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (HealthEndpoints.IsHealthPath(context.Request.Path))
        {
            await next(context);
            return;
        }

        if (!drain.TryEnter())
        {
            context.Response.Headers.Connection = "close";
            await context.WriteErrorAsync(ApiErrors.Stopping());
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            drain.Leave();
        }
    }
}

using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>
/// On SIGTERM the listener stays open while requests are in flight, so that <c>/health</c> can say that this node is not ready;
/// nothing new is taken. When they are answered, or a submit's time is up, the host closes it.
/// </summary>
internal sealed class Drain(IHostApplicationLifetime lifetime, TrackerOptions tracker, TimeProvider time) : IHostedLifecycleService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private int _inFlight;

    /// <summary>False: the gateway is stopping. After true, <see cref="Leave"/> is owed.</summary>
    public bool TryEnter()
    {
        // Counted first: a request is either seen by the drain or sees it.
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
            // What is still under way has the rest of the host's time.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Refuses what comes after SIGTERM, except the questions how the gateway is.</summary>
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

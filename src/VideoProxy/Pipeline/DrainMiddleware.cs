using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Refuses what comes after SIGTERM, except the questions how the gateway is.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, Drain drain)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (HealthEndpoints.IsOne(context.Request.Path))
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

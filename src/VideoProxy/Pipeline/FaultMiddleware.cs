using System.Data.Common;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>A bug of ours still answers in the dialect's envelope, and is logged once with the request's id.</summary>
internal sealed partial class FaultMiddleware(RequestDelegate next, ILogger<FaultMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client left: nobody is there to answer.
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await context.WriteErrorAsync(ApiErrors.InvalidValue(null, "The request is not valid HTTP.") with { Status = bad.StatusCode });
        }
        catch (Exception error) when (error is DbException or TimeoutException && !context.Response.HasStarted)
        {
            Log.DatabaseFailed(logger, context.TraceIdentifier, context.Request.Method, error.Message);
            context.Response.Clear();
            await context.WriteErrorAsync(ApiErrors.DatabaseUnavailable());
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            Log.Failed(logger, context.TraceIdentifier, context.Request.Method, error);
            context.Response.Clear();
            await context.WriteErrorAsync(ApiErrors.Internal(context.TraceIdentifier));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.DatabaseFailed, LogLevel.Error, "Request {RequestId} ({Method}): the database failed: {Why}")]
        public static partial void DatabaseFailed(ILogger logger, string requestId, string method, string why);

        [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "Request {RequestId} ({Method}) failed.")]
        public static partial void Failed(ILogger logger, string requestId, string method, Exception error);
    }
}

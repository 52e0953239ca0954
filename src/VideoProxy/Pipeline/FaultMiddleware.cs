using System.Data.Common;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Telemetry;

namespace VideoProxy.Pipeline;

/// <summary>Catches unhandled exceptions, logs them once with the request id, and answers in the dialect's error envelope.</summary>
internal sealed partial class FaultMiddleware(RequestDelegate next, MemoryFaults memory, ILogger<FaultMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected, so there is no one to answer.
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await context.WriteErrorAsync(bad.StatusCode == StatusCodes.Status408RequestTimeout
                ? ApiErrors.TooSlow()
                : ApiErrors.InvalidValue(null, "The request is not valid HTTP. Check its request line, headers and framing.") with { Status = bad.StatusCode });
        }
        catch (Exception error) when (error is DbException or TimeoutException && !context.Response.HasStarted)
        {
            Log.DatabaseFailed(logger, context.TraceIdentifier, context.Request.Method, error.Message);
            context.Response.Clear();
            await context.WriteErrorAsync(ApiErrors.DatabaseUnavailable());
        }
        catch (OutOfMemoryException) when (!context.Response.HasStarted)
        {
            memory.Report();
            Log.OutOfMemory(logger, context.TraceIdentifier, context.Request.Method);
            context.Response.Clear();
            await context.WriteErrorAsync(ApiErrors.Busy());
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
        [LoggerMessage(EventIds.DatabaseFailed, LogLevel.Error, "The database failed during request {RequestId} ({Method}): {Reason}")]
        public static partial void DatabaseFailed(ILogger logger, string requestId, string method, string reason);

        [LoggerMessage(EventIds.OutOfMemory, LogLevel.Error, "Memory ran out during request {RequestId} ({Method}). Give the process more memory, or lower Requests:BufferBudget.")]
        public static partial void OutOfMemory(ILogger logger, string requestId, string method);

        [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "Request {RequestId} ({Method}) failed because of an internal error.")]
        public static partial void Failed(ILogger logger, string requestId, string method, Exception error);
    }
}

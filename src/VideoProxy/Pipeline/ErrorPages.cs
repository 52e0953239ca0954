using Microsoft.AspNetCore.Diagnostics;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using Yarp.ReverseProxy.Model;

namespace VideoProxy.Pipeline;

/// <summary>Gives routing's own bare answers (no such path, wrong method) the dialect's envelope.</summary>
internal static class ErrorPages
{
    public static Task WriteAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        if (IsForeign(context)) return Task.CompletedTask;
        var path = context.Request.Path.Value ?? "";
        var error = context.Response.StatusCode switch
        {
            StatusCodes.Status405MethodNotAllowed => ApiErrors.MethodNotAllowed(context.Request.Method, Shorten(path)),
            StatusCodes.Status404NotFound => ApiErrors.NotFound($"There is nothing at {Shorten(path)}."),
            var other => ApiErrors.InvalidValue(null, "The request cannot be served.") with { Status = other },
        };
        return context.WriteErrorAsync(error);
    }

    /// <summary>What a service answers that the operator put beside ours is passed on as it is.</summary>
    private static bool IsForeign(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is { } route && !RouteIds.IsOurs(route.Config.RouteId);

    private static string Shorten(string path) => path.Length <= 100 ? path : path[..100] + "…";
}

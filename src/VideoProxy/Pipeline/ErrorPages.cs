using Microsoft.AspNetCore.Diagnostics;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using Yarp.ReverseProxy.Model;

namespace VideoProxy.Pipeline;

/// <summary>Writes the dialect's error envelope for responses that routing leaves empty, such as 404 and 405.</summary>
internal static class ErrorPages
{
    public static Task WriteAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        if (IsForeign(context)) return Task.CompletedTask;
        var path = context.Request.Path.Value ?? "";
        var error = context.Response.StatusCode switch
        {
            StatusCodes.Status405MethodNotAllowed => ApiErrors.MethodNotAllowed(context.Request.Method, Shorten(path), context.Response.Headers.Allow.ToString()),
            StatusCodes.Status404NotFound => ApiErrors.NotFound($"No endpoint matches {Shorten(path)}."),
            var other => ApiErrors.InvalidValue(null, "The gateway cannot serve this request.") with { Status = other },
        };
        return context.WriteErrorAsync(error);
    }

    /// <summary>Returns whether the route comes from the operator's own ReverseProxy section. The responses of such a route pass through unchanged.</summary>
    public static bool IsForeign(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is { } route && !RouteIds.IsOurs(route.Config.RouteId);

    private static string Shorten(string path) => path.Length <= 100 ? path : path[..100] + "…";
}

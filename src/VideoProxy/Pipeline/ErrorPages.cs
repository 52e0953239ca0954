using Microsoft.AspNetCore.Diagnostics;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Writes the dialect's error envelope for responses that routing leaves empty, such as 404 and 405.</summary>
internal static class ErrorPages
{
    public static Task WriteAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        if (ForeignRoutes.IsForeign(context)) return Task.CompletedTask;
        // Percent-encoded, so that the message holds no control characters.
        var path = Shorten(context.Request.Path.ToUriComponent());
        var error = context.Response.StatusCode switch
        {
            StatusCodes.Status405MethodNotAllowed => ApiErrors.MethodNotAllowed(context.Request.Method, path, context.Response.Headers.Allow.ToString(), PathHints.Question(context, most: 1)),
            StatusCodes.Status404NotFound => ApiErrors.NotFound($"No endpoint matches {path}.{PathHints.Question(context, most: 2)}"),
            var other => ApiErrors.InvalidValue(null, "The gateway cannot serve this request.") with { Status = other },
        };
        return context.WriteErrorAsync(error);
    }

    private static string Shorten(string path) => path.Length <= 100 ? path : path[..100] + "…";
}

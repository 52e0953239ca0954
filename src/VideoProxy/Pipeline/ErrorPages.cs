using Microsoft.AspNetCore.Diagnostics;
using VideoProxy.Dialects;

namespace VideoProxy.Pipeline;

/// <summary>Gives routing's own bare answers (no such path, wrong method) the dialect's envelope.</summary>
internal static class ErrorPages
{
    public static Task WriteAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        if (context.RequestServices.GetRequiredService<DialectRegistry>().Find(context.Request.Path) is not { } dialect) return Task.CompletedTask;
        var path = context.Request.Path.Value ?? "";
        var error = context.Response.StatusCode switch
        {
            StatusCodes.Status405MethodNotAllowed => ApiErrors.MethodNotAllowed(context.Request.Method, Shorten(path)),
            StatusCodes.Status404NotFound => ApiErrors.NotFound($"There is nothing at {Shorten(path)}."),
            var other => ApiErrors.InvalidValue(null, "The request cannot be served.") with { Status = other },
        };
        return dialect.WriteErrorAsync(context, error);
    }

    private static string Shorten(string path) => path.Length <= 100 ? path : path[..100] + "…";
}

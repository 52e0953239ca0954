using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>
/// The limits of the request line and the headers. Kestrel answers its own limits without a body, so they are higher, and a request in
/// between gets an error that the client can read.
/// </summary>
internal static class RequestLimits
{
    private const int MaxTarget = 8 << 10;
    private const int MaxHeaders = 32 << 10;
    private const int MaxHeaderCount = 100;

    // A line of a header has two more characters between its name and value, and two at its end.
    private const int HeaderExtra = 4;

    public static void Raise(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = 8 * MaxTarget;
        limits.MaxRequestHeadersTotalSize = 4 * MaxHeaders;
        limits.MaxRequestHeaderCount = 5 * MaxHeaderCount;
    }

    public static void UseRequestLimits(this IApplicationBuilder app) => app.Use((context, next) => Check(context) is { } error ? context.WriteErrorAsync(error) : next(context));

    private static ApiError? Check(HttpContext context)
    {
        if (context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > MaxTarget) return ApiErrors.TargetTooLong(MaxTarget);
        int count = 0, size = 0;
        foreach (var (name, values) in context.Request.Headers)
        {
            count += values.Count;
            foreach (var value in values) size += name.Length + (value?.Length ?? 0) + HeaderExtra;
        }

        return count > MaxHeaderCount || size > MaxHeaders ? ApiErrors.HeadersTooLarge(MaxHeaderCount, MaxHeaders) : null;
    }
}

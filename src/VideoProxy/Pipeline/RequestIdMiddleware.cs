using System.Text.RegularExpressions;

namespace VideoProxy.Pipeline;

/// <summary>Sets <c>x-request-id</c> on every answer. The client's own id is used if it is safe to log, otherwise a new one is generated.</summary>
internal sealed partial class RequestIdMiddleware(RequestDelegate next)
{
    private const string Header = "x-request-id";

    public Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        context.TraceIdentifier = SafeId().IsMatch(given) ? given : NewId();
        // The header is set just before the response starts, because a failover may clear the response earlier.
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            http.Response.Headers[Header] = http.TraceIdentifier;
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    // The id only has to be unique, so it needs no cryptographic randomness.
    private static string NewId() => $"req_{Random.Shared.NextInt64():x16}{Random.Shared.NextInt64():x16}";

    [GeneratedRegex(@"\A[\w.-]{1,128}\z", RegexOptions.ECMAScript)]
    private static partial Regex SafeId();
}

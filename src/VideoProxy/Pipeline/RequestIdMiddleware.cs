using System.Text.RegularExpressions;

namespace VideoProxy.Pipeline;

/// <summary>Every answer carries <c>x-request-id</c>: the client's own where it is harmless, else a fresh one.</summary>
internal sealed partial class RequestIdMiddleware(RequestDelegate next)
{
    private const string Header = "x-request-id";

    public Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        context.TraceIdentifier = SafeId().IsMatch(given) ? given : NewId();
        // Set at the last moment: a failover clears the response in between.
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            http.Response.Headers[Header] = http.TraceIdentifier;
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    // Nobody has to guess it: it only tells requests apart.
    private static string NewId() => $"req_{Random.Shared.NextInt64():x16}{Random.Shared.NextInt64():x16}";

    [GeneratedRegex(@"\A[\w.-]{1,128}\z", RegexOptions.ECMAScript)]
    private static partial Regex SafeId();
}

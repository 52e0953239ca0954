using Microsoft.Extensions.Primitives;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>
/// Refuses requests whose host is missing or not allowed, because links and callbacks would begin with it. Health checks are exempt:
/// a load balancer calls them by the address of the node.
/// </summary>
internal sealed class HostMiddleware(RequestDelegate next, IConfiguration configuration, GatewayOptions options)
{
    private const int MaxPrefix = 256;
    private readonly IList<StringSegment>? _allowed = AllowedHosts.Read(configuration);

    public Task InvokeAsync(HttpContext context) =>
        HealthEndpoints.IsHealthPath(context.Request.Path) || Check(context) is not { } error ? next(context) : context.WriteErrorAsync(error);

    private ApiError? Check(HttpContext context)
    {
        var request = context.Request;
        if (_allowed is not null && !HostString.MatchesAny(request.Host.Value ?? "", _allowed))
            return Refuse($"The host '{BodyChecks.Shorten(request.Host.Value ?? "")}' is not allowed. The operator of this gateway lists the allowed hosts in AllowedHosts.");
        if (options.PublicUrl is not null || ForeignRoutes.IsForeign(context)) return null;
        if (!request.Host.HasValue) return Refuse("The request names no host, so the gateway cannot build links to itself. Send the header Host, also with HTTP/1.0.");
        // Some proxies pass on these headers as the client sent them.
        var isUsable = request.Scheme is "http" or "https" && request.PathBase.Value!.Length <= MaxPrefix;
        return isUsable ? null : Refuse($"The forwarded scheme must be http or https, and X-Forwarded-Prefix may have at most {MaxPrefix} characters.");
    }

    private static ApiError Refuse(string why) => ApiErrors.InvalidValue(null, why);
}

using Microsoft.AspNetCore.Http.Features;
using VideoProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace VideoProxy.Pipeline;

/// <summary>The routes of the operator's own ReverseProxy section. Their requests and responses pass through as YARP sends them.</summary>
internal static class ForeignRoutes
{
    public static bool IsForeign(HttpContext context) => IsForeign(context.GetEndpoint());

    public static bool IsForeign(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<RouteModel>() is { } route && !RouteIds.IsOurs(route.Config.RouteId);

    /// <summary>Limits their bodies. The gateway reads the bodies of its own routes itself, with an error that the client can read.</summary>
    public static void UseForeignBodyLimit(this IApplicationBuilder app)
    {
        var max = app.ApplicationServices.GetRequiredService<GatewayOptions>().Requests.MaxBody;
        app.UseWhen(IsForeign, foreign => foreign.Use((context, next) =>
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = max;
            return next(context);
        }));
    }
}

using Microsoft.AspNetCore.Cors.Infrastructure;
using VideoProxy.Configuration;

namespace VideoProxy.Pipeline;

/// <summary>
/// Lets browser pages of the configured origins play videos and read the status of jobs (CORS). Only reads are allowed, because a
/// create from a page would need a key inside the page.
/// </summary>
internal static class CrossOrigin
{
    private static readonly string[] Exposed =
    [
        "Content-Range", "Accept-Ranges", "ETag", "Content-Length", "Retry-After", "x-request-id", "x-should-retry", "openai-poll-after-ms", "x-video-id",
    ];

    public static void AddCrossOrigin(this IServiceCollection services, NetworkOptions network) => services.AddCors(cors =>
    {
        // Without a policy, the middleware answers no preflight and adds no header.
        if (network.CorsOrigins.Count > 0) cors.AddDefaultPolicy(policy => Allow(policy, network.CorsOrigins));
    });

    /// <summary>Adds the middleware. It stands before the check of the key, because a preflight carries none and a page must be able to read a 401.</summary>
    public static void UseCrossOrigin(this IApplicationBuilder app)
    {
        var isOn = app.ApplicationServices.GetRequiredService<NetworkOptions>().CorsOrigins.Count > 0;
        app.UseWhen(IsCovered, covered =>
        {
            if (isOn) covered.Use(VaryByOrigin);
            covered.UseCors();
        });
    }

    /// <summary>Adds <c>Vary: Origin</c> to every answer. Otherwise a browser reuses the answer to a plain <c>video</c> element for a <c>fetch</c>, and refuses it.</summary>
    private static Task VaryByOrigin(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            if (!headers.Vary.Contains("Origin")) headers.Append("Vary", "Origin");
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    // The service behind a route of the operator has CORS rules of its own, unless the route names a policy.
    private static bool IsCovered(HttpContext context) => !ForeignRoutes.IsForeign(context) || context.GetEndpoint()?.Metadata.GetMetadata<ICorsMetadata>() is not null;

    private static void Allow(CorsPolicyBuilder policy, IReadOnlyList<string> origins)
    {
        policy.WithMethods("GET", "HEAD").AllowAnyHeader().WithExposedHeaders(Exposed).SetPreflightMaxAge(TimeSpan.FromMinutes(10));
        if (origins.Contains("*")) policy.AllowAnyOrigin();
        else policy.WithOrigins([.. origins]);
    }
}

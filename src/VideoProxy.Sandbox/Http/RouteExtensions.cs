using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace VideoProxy.Sandbox.Http;

internal static class RouteExtensions
{
    /// <summary>
    /// Maps a handler without the run-time code generation of minimal APIs, because code generation would take most of the start-up
    /// time.
    /// </summary>
    public static void On(this IEndpointRouteBuilder routes, string method, string pattern, Func<HttpContext, Task<IResult>> handle) =>
        routes.MapMethods(pattern, [method], async context => await (await handle(context)).ExecuteAsync(context));

    public static void On(this IEndpointRouteBuilder routes, string method, string pattern, Func<HttpContext, IResult> handle) =>
        routes.On(method, pattern, context => Task.FromResult(handle(context)));

    /// <summary>Maps the handler for every path below a prefix that no other route matches.</summary>
    public static void Otherwise(this IEndpointRouteBuilder routes, string prefix, Func<HttpContext, IResult> handle) =>
        routes.Map(prefix + "/{**rest}", context => handle(context).ExecuteAsync(context));

    public static string RouteText(this HttpContext context, string name) => context.Request.RouteValues[name]?.ToString() ?? "";
}

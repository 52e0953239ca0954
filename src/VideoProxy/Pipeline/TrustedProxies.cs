using Microsoft.AspNetCore.HttpOverrides;
using VideoProxy.Configuration;

namespace VideoProxy.Pipeline;

/// <summary>Takes the scheme, the host and the path prefix from the <c>X-Forwarded-*</c> headers of trusted proxies. From anyone else these headers are ignored.</summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this IApplicationBuilder app)
    {
        var proxies = app.ApplicationServices.GetRequiredService<NetworkOptions>().TrustedProxies;
        if (proxies.Count == 0) return;
        // Without a limit, a chain of proxies is followed to the first address that is not trusted.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(GatewayValues.NetworkOf(proxy)!.Value);
        app.UseForwardedHeaders(options);
    }
}

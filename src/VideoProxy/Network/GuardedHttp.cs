using System.Net;
using VideoProxy.Configuration;

namespace VideoProxy.Network;

/// <summary>Handlers whose every connection goes through the guard.</summary>
internal static class GuardedHttp
{
    /// <summary>A client without a timeout: its user ends each call.</summary>
    public static HttpClient CreateClient(IServiceProvider provider)
    {
        var handler = new SocketsHttpHandler();
        Configure(handler, provider.GetRequiredService<NetworkOptions>(), provider.GetRequiredService<GuardedConnector>());
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public static void Configure(SocketsHttpHandler handler, NetworkOptions options, GuardedConnector guard)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
        handler.ActivityHeadersPropagator = null;
        handler.UseProxy = options.EgressProxy is not null;
        if (options.EgressProxy is { } proxy)
        {
            // The proxy resolves and dials: it is the guard then, and its own address is the operator's.
            handler.Proxy = new WebProxy(proxy);
            return;
        }

        handler.ConnectCallback = guard.ConnectAsync;
    }
}

using System.Net;
using VideoProxy.Configuration;

namespace VideoProxy.Network;

/// <summary>Configures HTTP handlers whose connections all go through the guarded connector.</summary>
internal static class GuardedHttp
{
    /// <summary>Creates a client without a timeout. The caller must cancel each call.</summary>
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
            // The proxy resolves and connects, so it must enforce the rules. Its own address is not checked, because the operator chose it.
            handler.Proxy = new WebProxy(proxy);
            return;
        }

        handler.ConnectCallback = guard.ConnectAsync;
    }
}

using VideoProxy.Network;
using VideoProxy.Providers;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy.Pipeline;

/// <summary>The connections behind each of our clusters. Clusters of a ReverseProxy section keep YARP's own.</summary>
internal sealed class DestinationHttpClientFactory(GuardedConnector guard, NetworkRules network) : ForwarderHttpClientFactory
{
    /// <summary>A stale keep-alive that breaks under a submit would look like an unknown outcome.</summary>
    public static readonly TimeSpan SubmitIdle = TimeSpan.FromSeconds(5);

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        if (!context.ClusterId.StartsWith("videoproxy/", StringComparison.Ordinal)) return;
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        handler.PooledConnectionIdleTimeout = SubmitIdle;
        handler.ActivityHeadersPropagator = null;
        if (context.ClusterId == ClusterIds.Foreign) GuardedHttp.Configure(handler, network.Options, guard);
    }
}

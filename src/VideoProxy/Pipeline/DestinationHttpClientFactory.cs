using VideoProxy.Network;
using VideoProxy.Providers;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy.Pipeline;

/// <summary>Configures the connections of VideoProxy's own clusters. Clusters of a ReverseProxy section keep YARP's defaults.</summary>
internal sealed class DestinationHttpClientFactory(GuardedConnector guard, NetworkRules network) : ForwarderHttpClientFactory
{
    /// <summary>The idle timeout of submit connections. A short timeout avoids stale connections, because one that breaks during a submit leaves the outcome unknown.</summary>
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

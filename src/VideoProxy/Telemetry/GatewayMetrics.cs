using System.Diagnostics.Metrics;

namespace VideoProxy.Telemetry;

/// <summary>The gateway's own metrics. ASP.NET Core and YARP already count requests.</summary>
internal static class GatewayMetrics
{
    private static readonly Meter Meter = new("VideoProxy");

    public static Counter<long> RefusedEdits { get; } =
        Meter.CreateCounter<long>("videoproxy.config.refused", "{edit}", "Edits of provider files that were rejected.");

    public static Counter<long> RefusedRequests { get; } =
        Meter.CreateCounter<long>("videoproxy.requests.refused", "{request}", "Requests that the server refused before the gateway could answer them.");
}

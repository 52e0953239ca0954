using System.Diagnostics.Metrics;

namespace VideoProxy.Telemetry;

/// <summary>The gateway's own metrics. ASP.NET Core and YARP already count requests.</summary>
internal static class GatewayMetrics
{
    private static readonly Meter Meter = new("VideoProxy");

    public static Counter<long> RefusedEdits { get; } =
        Meter.CreateCounter<long>("videoproxy.config.refused", "{edit}", "Edits of provider files that were rejected.");
}

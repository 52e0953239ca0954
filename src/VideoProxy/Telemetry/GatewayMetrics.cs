using System.Diagnostics.Metrics;

namespace VideoProxy.Telemetry;

/// <summary>What the gateway counts; the framework and YARP count requests themselves.</summary>
internal static class GatewayMetrics
{
    private static readonly Meter Meter = new("VideoProxy");

    public static Counter<long> RefusedEdits { get; } =
        Meter.CreateCounter<long>("videoproxy.config.refused", "{edit}", "Edits of the provider files that were refused.");
}

using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

internal static class StartUp
{
    private const int Starts = 5;

    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        var starts = new List<(double Milliseconds, double Megabytes)>();
        for (var i = 0; i < Starts; i++)
        {
            await using var gateway = await bench.Gateways.StartAsync(new GatewayPlan(bench.Upstream.Url));
            starts.Add((gateway.StartUp.TotalMilliseconds, gateway.ResidentMegabytes));
        }

        return
        [
            Row.OfAmount("time from start to listening", Row.Median(starts.Select(s => s.Milliseconds)), 1000, "ms"),
            Row.OfAmount("memory after start", Row.Median(starts.Select(s => s.Megabytes)), 100, "MB"),
        ];
    }
}

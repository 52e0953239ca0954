using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

internal static class StatusReads
{
    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        await using var gateway = await bench.Gateways.StartAsync(new GatewayPlan(bench.Upstream.Url) { PollInterval = TimeSpan.FromSeconds(0.2) });
        var (path, status) = await SampleJob.FinishAsync(gateway.Url);
        await using var bare = await bench.StartBareAsync(status);
        var rounds = await Rounds.RunAsync(
            () => Wrk.RequestsPerSecondAsync(gateway.Url + path, 64, 2), () => Wrk.RequestsPerSecondAsync(bare.Url + "/status", 64, 2));
        return [Row.OfRatio("status / bare Kestrel", "req/s", rounds.Pair(1), 0.6)];
    }
}

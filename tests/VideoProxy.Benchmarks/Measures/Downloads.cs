using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

internal static class Downloads
{
    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        await using var gateway = await bench.Gateways.StartAsync(new GatewayPlan(bench.Upstream.Url) { PollInterval = TimeSpan.FromSeconds(0.2) });
        await using var bare = await bench.StartBareAsync();
        var (path, _) = await SampleJob.FinishAsync(gateway.Url);
        var rounds = await Rounds.RunAsync(
            () => Wrk.GigabytesPerSecondAsync($"{gateway.Url}{path}/content", 8, 3),
            () => Wrk.GigabytesPerSecondAsync(bare.Url + "/content", 8, 3),
            () => Wrk.GigabytesPerSecondAsync(bench.Nginx.ProxyUrl, 8, 3));
        return
        [
            Row.OfRatio("content 32 MB x 8 / bare YARP", "GB/s", rounds.Pair(1), 1.3),
            Row.OfRatio("content 32 MB x 8 / tuned nginx", "GB/s", rounds.Pair(2), 0.95),
        ];
    }
}

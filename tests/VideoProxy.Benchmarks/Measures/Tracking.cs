using VideoProxy.Benchmarks.Processes;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Measures a gateway with 100,000 unfinished jobs: its memory, and how soon it sees that a job has finished.</summary>
internal static class Tracking
{
    private const int Jobs = 100_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        var plan = new GatewayPlan(bench.Upstream.Url) { ConnectionString = bench.Gateways.NewDatabase(), PollInterval = Interval, PollConcurrency = 256 };
        var (lags, memory) = await TrackedRun.MeasureAsync(
            bench, plan, [new(GatewayPlan.Provider, Jobs, Interval, 50, TimeProvider.System.GetUtcNow() + Interval * 1.5, Interval * 2)]);
        return
        [
            Row.OfAmount($"{Jobs:N0} unfinished jobs: time to see a finish, p95", Row.Percentile(lags, 0.95), Interval.TotalSeconds + 1, "s"),
            Row.OfAmount($"{Jobs:N0} unfinished jobs: memory", memory, 350, "MB"),
        ];
    }
}

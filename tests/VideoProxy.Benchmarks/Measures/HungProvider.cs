using VideoProxy.Benchmarks.Processes;
using VideoProxy.Benchmarks.Servers;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>
/// Measures how soon the gateway sees finished jobs of one provider, with and without a second provider whose polls hang for 30 seconds.
/// </summary>
internal static class HungProvider
{
    private const string Hung = "hung";
    private const int Jobs = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        var without = await MeasureAsync(bench, isHung: false);
        var with = await MeasureAsync(bench, isHung: true);
        return [Row.OfAmount($"time to see a finish, p95, with {Jobs} hung polls", with, without + 0.25, "s", $"{without:0.00} s without")];
    }

    private static async Task<double> MeasureAsync(Bench bench, bool isHung)
    {
        var addresses = new Dictionary<string, string> { [GatewayPlan.Provider] = bench.Upstream.Url, [Hung] = bench.Upstream.Url + StubUpstream.Hang };
        var plan = new GatewayPlan(addresses) { ConnectionString = bench.Gateways.NewDatabase(), PollInterval = Interval };
        var firstFinish = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(10);
        List<SeededJobs> seeds = [new(GatewayPlan.Provider, Jobs, Interval, 1, firstFinish, TimeSpan.FromSeconds(30))];
        if (isHung) seeds.Add(new(Hung, Jobs, Interval, Jobs + 1, firstFinish, TimeSpan.Zero));
        var (lags, _) = await TrackedRun.MeasureAsync(bench, plan, seeds);
        return Row.Percentile(lags, 0.95);
    }
}

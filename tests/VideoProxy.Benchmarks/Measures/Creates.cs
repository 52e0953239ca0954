using VideoProxy.Benchmarks.Processes;
using VideoProxy.Testing;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Creates that are on disk before they are answered, on both databases.</summary>
internal static class Creates
{
    // A create runs through far more code than the route it is compared with: the compiler needs a while to see which parts are hot.
    private const int WarmUps = 5;

    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        // With fsync: a commit that a power cut can undo is none.
        await using var postgres = await PostgresServer.StartAsync(fsync: true);
        await using var bare = await bench.StartBareAsync();
        return
        [
            await MeasureAsync(bench, bare, "SQLite", bench.Gateways.NewDatabase()),
            await MeasureAsync(bench, bare, "PostgreSQL", await postgres.CreateDatabaseAsync()),
        ];
    }

    private static async Task<Row> MeasureAsync(Bench bench, ChildProcess bare, string name, string database)
    {
        await using var gateway = await bench.Gateways.StartAsync(new GatewayPlan(bench.Upstream.Url) { ConnectionString = database });
        var rounds = await Rounds.RunAsync(
            WarmUps,
            () => Wrk.RequestsPerSecondAsync(gateway.Url + "/v1/videos", 64, 2, "create.lua"),
            () => Wrk.RequestsPerSecondAsync(bare.Url + "/v1/videos", 64, 2, "create.lua"));
        return Row.OfRatio($"durable create, {name} / bare YARP", "req/s", rounds.Pair(1), 0.5);
    }
}

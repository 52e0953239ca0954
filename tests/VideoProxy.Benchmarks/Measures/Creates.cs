using VideoProxy.Benchmarks.Processes;
using VideoProxy.Testing;

namespace VideoProxy.Benchmarks.Measures;

/// <summary>Measures creates on both databases. The gateway answers a create only after the job is on disk.</summary>
internal static class Creates
{
    // A create runs far more code than the bare route, so the JIT compiler needs more rounds to optimize it.
    private const int WarmUps = 5;

    public static async Task<IEnumerable<Row>> MeasureAsync(Bench bench)
    {
        // Turn fsync on, because a commit that a power failure can undo is not durable.
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

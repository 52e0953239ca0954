using VideoProxy.FunctionalTests.Support;
using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>Three gateways share one PostgreSQL; again and again one of them is killed and comes back.</summary>
public sealed class ManyNodesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Nodes = 3;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly string[] _urls = [.. Enumerable.Range(0, Nodes).Select(_ => Ports.FreeUrl())];
    private readonly GatewayProcess[] _nodes = new GatewayProcess[Nodes];
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        // Together the nodes keep below what the server of the tests allows.
        var database = await Postgres.CreateDatabaseAsync() + ";Maximum Pool Size=20";
        _bed = await TestBed.StartOnAsync(database, bed => bed.Urls = _urls[0]);
        _nodes[0] = _bed.Gateway;
        for (var node = 1; node < Nodes; node++) await StartAsync(node);
    }

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Three_nodes_killed_in_turn_lose_and_double_nothing()
    {
        using var load = new CrashLoad(_bed, new Random(Effort.Seed), _urls);
        var left = Effort.Of(150, @long: 2000);
        var work = load.RunAsync(clients: 20, () => Interlocked.Decrement(ref left) >= 0);
        var kills = 0;
        for (; !work.IsCompleted; kills++)
        {
            await load.MomentAsync(work);
            await _nodes[kills % Nodes].KillAsync();
            await StartAsync(kills % Nodes);
            // The others work on with one node less, and then with all of them.
            await Task.WhenAny(work, Task.Delay(Between, TimeProvider.System));
        }

        await work;
        var tally = await load.CountAsync();

        output.WriteLine($"Crashes of {Nodes} nodes, seed {Effort.Seed}: {kills} kills, {tally}");
        tally.ShouldBeClean();
    }

    private async Task StartAsync(int node)
    {
        _bed.Urls = _urls[node];
        _nodes[node] = await _bed.StartGatewayAsync();
    }
}

using VideoProxy.FunctionalTests.Support;
using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>The gateway is killed again and again at moments chosen by chance, while clients make videos.</summary>
public abstract class RandomCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() =>
        _bed = await TestBed.StartOnAsync(await ConnectionStringAsync(), bed => bed.Urls = Ports.FreeUrl());

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Gateway_killed_at_random_moments_under_load_loses_and_doubles_nothing()
    {
        using var load = new CrashLoad(_bed, new Random(Effort.Seed), _bed.Urls);
        using var enough = new CancellationTokenSource();
        var work = load.RunAsync(clients: 12, () => !enough.IsCancellationRequested);
        var kills = Effort.Of(10, @long: 100);
        for (var kill = 0; kill < kills; kill++)
        {
            await load.MomentAsync(work);
            await _bed.Gateway.KillAsync();
            await _bed.StartGatewayAsync();
        }

        await enough.CancelAsync();
        await work;
        var tally = await load.CountAsync();

        output.WriteLine($"Crashes on {(_bed.IsPostgres ? "PostgreSQL" : "SQLite")}, seed {Effort.Seed}: {kills} kills, {tally}");
        tally.ShouldBeClean();
    }

    protected abstract Task<string?> ConnectionStringAsync();
}

using VideoProxy.FunctionalTests.Support;
using VideoProxy.Testing;
using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Faults;

public sealed class KilledServerTests(ITestOutputHelper output) : DatabaseSoak(output), IAsyncLifetime
{
    private PostgresServer _server = null!;

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task PostgreSQL_that_is_killed_and_started_under_load_costs_no_job_and_not_the_process()
    {
        await using var bed = await TestBed.StartOnAsync(await _server.CreateDatabaseAsync());

        await RunAsync(bed, "Killed PostgreSQL servers",
            round => round % 2 == 0 ? _server.KillAsync() : _server.StopAsync(),
            _ => _server.StartAfterKillAsync());
    }
}

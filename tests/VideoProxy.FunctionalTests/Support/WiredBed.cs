using Npgsql;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A bed whose gateways reach their PostgreSQL over a wire that can fail; the test itself looks past it.</summary>
internal sealed class WiredBed : IAsyncDisposable
{
    private WiredBed(FaultProxy wire, TestBed bed) => (Wire, Bed) = (wire, bed);

    public FaultProxy Wire { get; }
    public TestBed Bed { get; }

    /// <summary>Without a gateway yet.</summary>
    public static async Task<WiredBed> PrepareAsync(params (string Name, string Value)[] environment)
    {
        var direct = await Postgres.CreateDatabaseAsync();
        var wire = new FaultProxy(new NpgsqlConnectionStringBuilder(direct).Port);
        // Shorter than the gateway's own patience: the tests wait for it to end.
        var wired = new NpgsqlConnectionStringBuilder(direct) { Port = wire.Port, Timeout = 5, CommandTimeout = 5 }.ConnectionString;
        return new(wire, await TestBed.PrepareOnAsync(direct, [("ConnectionStrings__Jobs", wired), ("VideoProxy__Tracker__SubmitTimeout", "00:00:20"), .. environment]));
    }

    public static async Task<WiredBed> StartAsync(params (string Name, string Value)[] environment)
    {
        var wired = await PrepareAsync(environment);
        await wired.Bed.StartGatewayAsync();
        return wired;
    }

    public async ValueTask DisposeAsync()
    {
        await Bed.DisposeAsync();
        await Wire.DisposeAsync();
    }
}

using VideoProxy.Testing;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>The one PostgreSQL of this test run; each bed gets a database of its own on it.</summary>
public static class Postgres
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    public static async Task<string> CreateDatabaseAsync() => await (await Shared.Value).CreateDatabaseAsync();

    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        // xunit knows no end of a run: the server stops with the process.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait();
        return server;
    }
}

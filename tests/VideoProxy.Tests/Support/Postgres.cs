using VideoProxy.Testing;

namespace VideoProxy.Tests.Support;

/// <summary>The one PostgreSQL of this test run; each test gets a database of its own on it.</summary>
public sealed class Postgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

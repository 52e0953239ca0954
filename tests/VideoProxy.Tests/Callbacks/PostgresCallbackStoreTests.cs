using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Callbacks;

[Collection(PostgresCollection.Name)]
public sealed class PostgresCallbackStoreTests(Postgres postgres) : CallbackStoreTests
{
    protected override Task<string> ConnectionStringAsync() => postgres.Server.CreateDatabaseAsync();
}

using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

[Collection(PostgresCollection.Name)]
public sealed class PostgresStoreTests(Postgres postgres) : StoreTests
{
    protected override Task<string> ConnectionStringAsync() => postgres.Server.CreateDatabaseAsync();
}

using VideoProxy.Tests.Support;

namespace VideoProxy.Tests.Jobs;

[Collection(PostgresCollection.Name)]
public sealed class PostgresJobListTests(Postgres postgres) : JobListTests
{
    protected override Task<string> ConnectionStringAsync() => postgres.Server.CreateDatabaseAsync();
}

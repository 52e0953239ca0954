using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class PostgresIdempotencyTests : IdempotencyTests
{
    protected override async Task<string?> ConnectionStringAsync() => await Postgres.CreateDatabaseAsync();
}

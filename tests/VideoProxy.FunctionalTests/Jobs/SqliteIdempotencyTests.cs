namespace VideoProxy.FunctionalTests.Jobs;

public sealed class SqliteIdempotencyTests : IdempotencyTests
{
    protected override Task<string?> ConnectionStringAsync() => Task.FromResult<string?>(null);
}

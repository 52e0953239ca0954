using VideoProxy.FunctionalTests.Support;
using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Crashes;

public sealed class PostgresRandomCrashTests(ITestOutputHelper output) : RandomCrashTests(output)
{
    protected override async Task<string?> ConnectionStringAsync() => await Postgres.CreateDatabaseAsync();
}

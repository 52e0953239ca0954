using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Crashes;

public sealed class SqliteRandomCrashTests(ITestOutputHelper output) : RandomCrashTests(output)
{
    protected override Task<string?> ConnectionStringAsync() => Task.FromResult<string?>(null);
}

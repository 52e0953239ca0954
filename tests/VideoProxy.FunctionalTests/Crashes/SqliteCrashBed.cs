namespace VideoProxy.FunctionalTests.Crashes;

public sealed class SqliteCrashBed : CrashBed
{
    protected override Task<string?> ConnectionStringAsync() => Task.FromResult<string?>(null);
}

using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

public sealed class PostgresCrashBed : CrashBed
{
    protected override async Task<string?> ConnectionStringAsync() => await Postgres.CreateDatabaseAsync();
}

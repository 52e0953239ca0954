namespace VideoProxy.FunctionalTests.Crashes;

public sealed class SqliteSubmitCrashTests(SqliteCrashBed bed) : SubmitCrashTests(bed), IClassFixture<SqliteCrashBed>;

namespace VideoProxy.FunctionalTests.Crashes;

public sealed class SqliteSdkCrashTests(SqliteCrashBed bed) : SdkCrashTests(bed), IClassFixture<SqliteCrashBed>;

namespace VideoProxy.FunctionalTests.Crashes;

public sealed class PostgresSubmitCrashTests(PostgresCrashBed bed) : SubmitCrashTests(bed), IClassFixture<PostgresCrashBed>;

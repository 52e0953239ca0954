namespace VideoProxy.FunctionalTests.Crashes;

public sealed class SqliteTrackingCrashTests(SqliteCrashBed bed) : TrackingCrashTests(bed), IClassFixture<SqliteCrashBed>;

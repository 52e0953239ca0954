namespace VideoProxy.FunctionalTests.Crashes;

public sealed class PostgresTrackingCrashTests(PostgresCrashBed bed) : TrackingCrashTests(bed), IClassFixture<PostgresCrashBed>;

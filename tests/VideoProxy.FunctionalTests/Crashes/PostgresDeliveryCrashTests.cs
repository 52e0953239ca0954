namespace VideoProxy.FunctionalTests.Crashes;

public sealed class PostgresDeliveryCrashTests(PostgresCrashBed bed) : DeliveryCrashTests(bed), IClassFixture<PostgresCrashBed>;

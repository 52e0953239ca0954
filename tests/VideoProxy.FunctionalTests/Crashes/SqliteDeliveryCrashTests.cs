namespace VideoProxy.FunctionalTests.Crashes;

public sealed class SqliteDeliveryCrashTests(SqliteCrashBed bed) : DeliveryCrashTests(bed), IClassFixture<SqliteCrashBed>;

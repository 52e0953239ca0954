namespace VideoProxy.FunctionalTests.Crashes;

public sealed class PostgresSdkCrashTests(PostgresCrashBed bed) : SdkCrashTests(bed), IClassFixture<PostgresCrashBed>;

namespace VideoProxy.FunctionalTests.Support;

internal sealed record JobRow(string Id, string Status, string? ErrorCode, long Hidden);

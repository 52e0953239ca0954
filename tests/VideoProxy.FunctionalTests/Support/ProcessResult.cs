namespace VideoProxy.FunctionalTests.Support;

internal sealed record ProcessResult(int ExitCode, string Output, string Errors);

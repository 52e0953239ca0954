namespace VideoProxy.FunctionalTests.Support;

internal sealed record ProcessResult(int ExitCode, string Output, string Errors)
{
    public void ShouldSucceed() => ExitCode.ShouldBe(0, Output + Errors);
}

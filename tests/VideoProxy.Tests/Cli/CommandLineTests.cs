using VideoProxy.Cli;

namespace VideoProxy.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--bogus")]
    [InlineData("bogus")]
    [InlineData("--roles", "painter")]
    [InlineData("--urls", "foo")]
    [InlineData("--urls", "ftp://127.0.0.1:1")]
    [InlineData("check", "--provider", "ark")]
    [InlineData("jobs")]
    [InlineData("jobs", "show")]
    [InlineData("jobs", "resolve", "video_1")]
    [InlineData("callbacks", "redeliver", "--json")]
    public async Task RunAsync_bad_usage_is_exit_code_2(params string[] arguments)
    {
        var error = new StringWriter();

        (await CommandLine.RunAsync(arguments, new StringWriter(), error)).ShouldBe(2);

        error.ToString().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("jobs", "--help")]
    [InlineData("--version")]
    public async Task RunAsync_help_and_version_are_no_bad_usage(params string[] arguments)
    {
        var output = new StringWriter();

        (await CommandLine.RunAsync(arguments, output, new StringWriter())).ShouldBe(0);

        output.ToString().ShouldNotBeEmpty();
    }
}

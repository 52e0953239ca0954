using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

public sealed class SandboxTests : IAsyncLifetime
{
    private SandboxBed _bed = null!;

    public async Task InitializeAsync() => _bed = await SandboxBed.StartAsync();

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Banner_lines_pasted_give_a_playable_file()
    {
        var lines = await _bed.BannerLinesAsync();

        var run = await ProcessRun.RunAsync("bash", ["-euc", lines], _bed.Temp.Path);

        run.ExitCode.ShouldBe(0, $"{lines}\n{run.Output}\n{run.Errors}");
        File.Exists(_bed.Temp.Join("video.mp4")).ShouldBeTrue(lines);
        (await ProbeAsync(_bed.Temp.Join("video.mp4"))).ShouldBe("h264");
    }

    [Theory]
    [InlineData("seedance-2-0", 5)]
    [InlineData("sora-2", 4)]
    public async Task Job_of_each_provider_completes_and_plays_in_a_browser(string model, int seconds)
    {
        var body = GatewayCalls.Body(Prompts.New(), model: model);
        body["seconds"] = seconds;
        var job = await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(body));
        var link = (string)job["content"]![0]!["url"]!;

        await using var page = await VideoPage.StartAsync(link);
        var (position, duration) = await page.PlayAsync(_bed.Temp.Join("browser"));

        position.ShouldBeGreaterThan(0.2);
        duration.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Callback_of_the_sandbox_is_accepted_by_the_documented_verification()
    {
        await using var receiver = await Receiver.StartAsync();
        await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), receiver.Address("sandbox")));

        (await (await receiver.NextAsync("sandbox")).VerifyInNodeAsync(TestBed.Secret)).ShouldBe("accepted");
    }

    [Theory]
    [InlineData("[sandbox: fail]", null)]
    [InlineData("[sandbox: filter]", "content_policy")]
    public async Task Prompt_that_scripts_a_fault_fails_the_job(string script, string? code)
    {
        var job = await _bed.Gateway.FinishedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New() + " " + script)));

        ((string?)job["status"]).ShouldBe("failed");
        if (code is not null) ((string?)job["error"]!["code"]).ShouldBe(code);
    }

    [Fact]
    public async Task Prompt_that_scripts_429_is_refused()
    {
        using var response = await _bed.Gateway.PostAsync(GatewayCalls.Body(Prompts.New() + " [sandbox: 429]").ToJsonString());

        await response.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
    }

    private async Task<string> ProbeAsync(string file)
    {
        var probe = await ProcessRun.RunAsync("ffprobe", ["-v", "error", "-show_streams", "-of", "json", file], _bed.Temp.Path);
        probe.ExitCode.ShouldBe(0, probe.Errors);
        probe.Errors.ShouldBeEmpty();
        var streams = JsonNode.Parse(probe.Output)!["streams"]!.AsArray();
        return (string)streams.First(s => (string?)s!["codec_type"] == "video")!["codec_name"]!;
    }
}

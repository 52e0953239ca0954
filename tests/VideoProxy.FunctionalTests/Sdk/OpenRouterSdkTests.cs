using System.Security.Cryptography;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sdk;

/// <summary>The @openrouter/sdk package of npm, unmodified: its strict schemas parse every answer, or it throws.</summary>
public sealed class OpenRouterSdkTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Video_is_made_polled_and_downloaded()
    {
        var prompt = Prompts.New();

        var result = await RunAsync(TestBed.Key, "seedance-2-0", prompt, "https://example.com/a.png");

        result["models"]!.AsArray().Select(id => (string?)id).ShouldContain("seedance-2-0");
        ((string?)result["created"]?["status"]).ShouldBe("pending", result.ToJsonString());
        var (id, video) = ((string)result["created"]!["id"]!, result["video"]!);
        ((string?)video["status"]).ShouldBe("completed");
        ((string?)video["generationId"]).ShouldBe("gen-" + id);
        ((string?)video["pollingUrl"]).ShouldBe($"{_bed.Gateway.Url}/api/v1/videos/{id}");
        video["usage"]!.ToJsonString().ShouldBe("""{"cost":0.756,"isByok":false}""");
        ((string?)result["sha256"]).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(UpstreamDouble.Video)));
        var native = _bed.Upstream.Script(prompt).LastBody!;
        ((string?)native["content"]![1]!["image_url"]!["url"]).ShouldBe("https://example.com/a.png");
    }

    [Fact]
    public async Task Expired_video_is_expired()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).Expire();

        var video = (await RunAsync(TestBed.Key, "seedance-2-0", prompt))["video"]!;

        ((string?)video["status"]).ShouldBe("expired");
        ((string?)video["error"]).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Canceled_video_is_cancelled()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysQueued = true;
        var run = RunAsync(TestBed.Key, "seedance-2-0", prompt);
        await script.Arrived;
        var id = (await JobRows.OfPromptAsync(_bed, prompt)).Single().Id;

        using var canceled = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);

        canceled.EnsureSuccessStatusCode();
        ((string?)(await run)["video"]!["status"]).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Refusals_are_the_errors_that_the_package_has_for_them()
    {
        var request = await RunAsync(TestBed.Key, "nobody/nothing", Prompts.New());
        ((string?)request["error"], (int?)request["status"], (int?)request["code"]).ShouldBe(("BadRequestResponseError", 400, 400));
        ((string?)request["message"]).ShouldNotBeNullOrEmpty();

        var unauthorized = await RunAsync("sk-wrong", "seedance-2-0", Prompts.New());
        ((int?)unauthorized["status"]).ShouldBe(401, unauthorized.ToJsonString());
    }

    private async Task<JsonNode> RunAsync(string key, string model, string prompt, string? reference = null)
    {
        // From the repository: the package is found in the folders above the script.
        var script = Path.Combine(Repository.Root, "tests", "VideoProxy.FunctionalTests", "Sdk", "openrouter.mjs");
        var run = await ProcessRun.RunAsync("node", [script, _bed.Gateway.Url + "/api/v1", key, model, prompt, reference ?? ""], _bed.Temp.Path);
        run.ExitCode.ShouldBe(0, run.Errors);
        return JsonNode.Parse(run.Output)!;
    }
}

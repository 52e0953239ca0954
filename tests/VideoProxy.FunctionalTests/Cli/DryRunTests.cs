using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Cli;

public sealed class DryRunTests : IDisposable
{
    // No host has this name: whoever called it would fail.
    private const string Ark = "https://ark.invalid/api/v3";
    private const string Key = "a-key-nobody-may-see";
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task DryRun_prints_the_call_with_the_key_masked_and_the_image_by_its_size()
    {
        var body = GatewayCalls.Body("A paper boat");
        body["image"] = Images.PngUrl;

        var run = await RunAsync(body, "ARK_API_KEY=" + Key, "ARK_BASE_URL=" + Ark);

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        run.Output.ShouldStartWith($"POST {Ark}/contents/generations/tasks\nAuthorization: Bearer ***\n");
        (run.Output + run.Errors).ShouldNotContain(Key);
        var native = JsonNode.Parse(run.Output[run.Output.IndexOf('{', StringComparison.Ordinal)..])!;
        ((string?)native["content"]![0]!["text"], (int?)native["duration"]).ShouldBe(("A paper boat", 5));
        ((string?)native["content"]![1]!["image_url"]!["url"])!.ShouldStartWith("<data:image/png;base64, about ");
        run.Errors.ShouldContain("seedance-2-0 at bytedance/");
    }

    [Fact]
    public async Task DryRun_of_a_provider_that_needs_a_token_asks_for_none()
    {
        var body = GatewayCalls.Body("A paper boat", model: "veo-3.1-generate-preview");
        (body["seconds"], body["image"]) = (8, "https://images.invalid/first.png");

        // Beside it stands a cheaper provider, which is not asked for.
        var run = await RunAsync(
            body, "GOOGLE_CLOUD_PROJECT=film", "VERTEX_ACCESS_TOKEN=" + Key, "VERTEX_BASE_URL=https://vertex.invalid", "KIE_API_KEY=" + Key,
            "--provider", "google-vertex", "--json");

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        run.Output.ShouldNotContain(Key);
        var call = JsonNode.Parse(run.Output)!;
        ((string?)call["provider"], (string?)call["headers"]!["Authorization"]).ShouldBe(("google-vertex", "Bearer ***"));
        ((string?)call["url"])!.ShouldStartWith("https://vertex.invalid/v1/projects/film/");
        ((string?)call["body"]!["instances"]![0]!["image"]!["mimeType"]).ShouldBe("image/png");
        ((string?)call["notes"]![0])!.ShouldContain("would fetch the image first");
    }

    [Fact]
    public async Task DryRun_says_which_input_is_uploaded_before_the_call()
    {
        var body = GatewayCalls.Body("A paper boat", model: "avalanche/veo-3.1-fast-generate-preview");
        (body["seconds"], body["image"]) = (8, Images.PngUrl);

        var run = await RunAsync(body, "KIE_API_KEY=" + Key);

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        run.Output.ShouldContain("\"https://uploaded.invalid/1\"");
        run.Errors.ShouldContain("image: a create would upload the image first");
    }

    [Fact]
    public async Task DryRun_of_what_nothing_serves_ends_with_the_reasons()
    {
        var body = GatewayCalls.Body("A paper boat");
        body["seconds"] = 7;

        var run = await RunAsync(body, "ARK_API_KEY=" + Key);
        run.ExitCode.ShouldBe(2, run.Output + run.Errors);
        run.Output.ShouldContain("bytedance: duration 7s is unsupported");
        run.Output.ShouldContain("minimax: off (MINIMAX_API_KEY not set)");

        var told = JsonNode.Parse((await RunAsync(body, "ARK_API_KEY=" + Key, "--json")).Output)!;
        ((string?)told["error"]!["code"], (string?)told["error"]!["param"]).ShouldBe(("unsupported", "seconds"));
    }

    [Theory]
    [InlineData("""{"prompt":""", "Invalid JSON")]
    [InlineData("""{"prompt":"p","seconds":5,"speed":1}""", "The request has unknown fields: speed.")]
    [InlineData("""{"prompt":"\ud800","seconds":5}""", "not valid Unicode")]
    [InlineData("""{"prompt":"p","seconds":5,"model":"none"}""", "The model 'none' does not exist")]
    public async Task DryRun_of_what_a_create_refuses_is_refused_alike(string request, string why)
    {
        var run = await RunAsync(request, "ARK_API_KEY=" + Key);

        run.ExitCode.ShouldBe(2, run.Output + run.Errors);
        run.Output.ShouldContain(why);
    }

    [Fact]
    public async Task DryRun_of_a_file_that_is_not_there_says_so()
    {
        var run = await CheckAsync(["--dry-run", _temp.Join("none.json")], []);
        (run.ExitCode, run.Output.Contains("none.json", StringComparison.Ordinal)).ShouldBe((2, true), run.Output + run.Errors);
    }

    private Task<ProcessResult> RunAsync(JsonObject request, params string[] given) => RunAsync(request.ToJsonString(), given);

    /// <param name="request">The file's text.</param>
    /// <param name="given">Variables as NAME=VALUE, then options.</param>
    private Task<ProcessResult> RunAsync(string request, params string[] given)
    {
        var variables = given.TakeWhile(word => word.Contains('=', StringComparison.Ordinal)).ToList();
        File.WriteAllText(_temp.Join("request.json"), request);
        return CheckAsync(["--dry-run", _temp.Join("request.json"), .. given.Skip(variables.Count)], variables);
    }

    private Task<ProcessResult> CheckAsync(IEnumerable<string> options, IEnumerable<string> variables) => ProcessRun.RunAsync(
        "env", [.. variables, "dotnet", Path.Combine(Repository.HostFolder, "VideoProxy.dll"), "check", "--config", Repository.ConfigFolder, .. options], _temp.Path);
}

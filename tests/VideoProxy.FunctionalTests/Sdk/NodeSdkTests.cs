using System.Security.Cryptography;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sdk;

/// <summary>The openai package of npm, unmodified: nothing but its base URL and key is set.</summary>
public sealed class NodeSdkTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Video_without_a_reference_is_made_and_downloaded()
    {
        var prompt = Prompts.New();

        var result = await RunAsync(prompt);

        ShouldBeMade(result, prompt);
        _bed.Upstream.Script(prompt).LastBody!["content"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Video_with_a_file_is_made_with_its_bytes()
    {
        var prompt = Prompts.New();
        var file = _bed.Temp.Join("reference.bin");
        await File.WriteAllBytesAsync(file, Images.Png);

        var result = await RunAsync(prompt, file);

        ShouldBeMade(result, prompt);
        ReferenceOf(prompt).ShouldBe(Images.PngUrl);
    }

    [Fact]
    public async Task Video_with_a_link_is_made_with_that_link()
    {
        var prompt = Prompts.New();

        var result = await RunAsync(prompt, "https://example.com/a.png");

        ShouldBeMade(result, prompt);
        ReferenceOf(prompt).ShouldBe("https://example.com/a.png");
    }

    [Fact]
    public async Task Refusal_is_the_error_that_the_package_has_for_it()
    {
        var file = _bed.Temp.Join("reference.png");
        await File.WriteAllTextAsync(file, "no image");

        var result = await RunAsync(Prompts.New(), file);

        result.ToJsonString().ShouldBe(
            """{"error":"BadRequestError","status":400,"code":"invalid_value","param":"input_reference","type":"invalid_request_error"}""");
    }

    private Task<JsonNode> RunAsync(string prompt, string? reference = null) => NodeScript.RunAsync(_bed, "videos.mjs", prompt, reference ?? "");

    private static void ShouldBeMade(JsonNode result, string prompt)
    {
        ((string?)result["created"]?["status"]).ShouldBe("queued", result.ToJsonString());
        var video = result["video"]!;
        ((string?)video["status"]).ShouldBe("completed");
        ((string?)video["prompt"]).ShouldBe(prompt);
        ((string?)video["seconds"]).ShouldBe("10");
        ((string?)video["size"]).ShouldBe("720x1280");
        ((string?)result["type"]).ShouldBe("video/mp4");
        ((string?)result["sha256"]).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(UpstreamDouble.Video)));
    }

    private string? ReferenceOf(string prompt) => (string?)_bed.Upstream.Script(prompt).LastBody!["content"]![1]!["image_url"]!["url"];
}

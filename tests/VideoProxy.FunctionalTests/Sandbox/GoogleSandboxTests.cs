using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

public sealed class GoogleSandboxTests
{
    [Theory]
    [InlineData("veo-3.1-generate-preview", 8, "3840x2160")]
    [InlineData("veo-3.1-fast-generate-preview", 10, "1080x1920")]
    [InlineData("google/veo-3.1-fast", 6, "1280x720")]
    [InlineData("google/veo-3.1", 4, "1920x1080")]
    [InlineData("gemini-omni-1.1-flash", 7, "720x1280")]
    public async Task Video_of_each_model_completes_and_downloads(string model, int seconds, string size)
    {
        await using var bed = await SandboxBed.StartAsync();

        await ShouldDownloadAsync(bed, model, seconds, size);
    }

    [Fact]
    public async Task Video_in_a_bucket_completes_and_downloads()
    {
        await using var bed = await SandboxBed.StartAsync(("VERTEX_OUTPUT_URI", "gs://my-bucket/some videos/"));

        await ShouldDownloadAsync(bed, "veo-3.1-generate-preview", 8, "1280x720");
        Directory.Exists(bed.Temp.Join("data", "content")).ShouldBeFalse("the bucket keeps it");
    }

    [Theory]
    [InlineData("veo-3.1-generate-preview", "[sandbox: filter]", "content_policy")]
    [InlineData("veo-3.1-generate-preview", "[sandbox: fail]", "internal")]
    [InlineData("gemini-omni-1.1-flash", "[sandbox: filter]", "content_policy")]
    [InlineData("gemini-omni-1.1-flash", "[sandbox: fail]", "internal")]
    public async Task Prompt_that_scripts_a_fault_fails_the_job(string model, string script, string code)
    {
        await using var bed = await SandboxBed.StartAsync();

        var job = await bed.Gateway.FinishedAsync(await bed.Gateway.CreateIdAsync(Body(model, 8, "1280x720", script)));

        ((string?)job["error"]!["code"]).ShouldBe(code, job.ToJsonString());
    }

    private static async Task ShouldDownloadAsync(SandboxBed bed, string model, int seconds, string size)
    {
        var id = await bed.Gateway.CreateIdAsync(Body(model, seconds, size, ""));
        await bed.Gateway.CompletedAsync(id);

        using var response = await bed.Gateway.ContentAsync(id);

        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        bytes.Length.ShouldBeGreaterThan(1000);
        bytes[4..8].ShouldBe("ftyp"u8.ToArray());
    }

    private static System.Text.Json.Nodes.JsonObject Body(string model, int seconds, string size, string script)
    {
        var body = GatewayCalls.Body($"{Prompts.New()} {script}", model: model);
        (body["seconds"], body["size"]) = (seconds, size);
        return body;
    }
}

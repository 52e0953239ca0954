using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects;

/// <summary>A job made in one dialect is the same job in the others.</summary>
public sealed class OneStoreTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Job_of_the_openai_dialect_reads_as_one_of_openrouter()
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));

        var read = await _bed.Gateway.GenerationInAsync(id, "completed");

        read.AsObject().Select(member => member.Key).ShouldBe(["id", "generation_id", "polling_url", "status", "unsigned_urls", "usage"]);
        using var stranger = new HttpClient();
        (await stranger.GetByteArrayAsync((string?)read["unsigned_urls"]![0])).ShouldBe(UpstreamDouble.Video);
    }

    [Fact]
    public async Task Job_of_the_openrouter_dialect_reads_as_one_of_openai()
    {
        var prompt = Prompts.New();
        var created = await _bed.Gateway.GenerateAsync(OpenRouterCalls.Body(prompt));

        var read = await _bed.Gateway.CompletedAsync((string)created["id"]!);

        ShouldBeOpenAiVideo(read, prompt, "seedance-2-0");
        (await _bed.Gateway.Client.GetByteArrayAsync($"/v1/videos/{read["id"]}/content")).ShouldBe(UpstreamDouble.Video);
    }

    [Fact]
    public async Task Job_of_the_codegateway_dialect_reads_in_both_others()
    {
        var prompt = Prompts.New();
        using var response = await _bed.Gateway.PostToAsync(
            "/v1/video/generate", new JsonObject { ["model"] = "bytedance/seedance-2.0", ["prompt"] = prompt, ["duration"] = 5 });
        var id = response.Headers.GetValues("x-video-id").Single();

        ShouldBeOpenAiVideo(await _bed.Gateway.RetrieveAsync(id), prompt, "bytedance/seedance-2.0");
        ((string?)(await _bed.Gateway.GenerationAsync(id))["status"]).ShouldBe("completed");
    }

    [Fact]
    public async Task Cancel_in_one_dialect_is_cancelled_in_the_other()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).StaysQueued = true;
        var id = (string)(await _bed.Gateway.GenerateAsync(OpenRouterCalls.Body(prompt)))["id"]!;

        using var cancel = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);

        ((string?)(await _bed.Gateway.GenerationAsync(id))["status"]).ShouldBe("cancelled");
        ((string?)(await _bed.Gateway.RetrieveAsync(id))["status"]).ShouldBe("canceled");
    }

    private static void ShouldBeOpenAiVideo(JsonNode read, string prompt, string model)
    {
        ((string?)read["object"], (string?)read["status"], (string?)read["model"]).ShouldBe(("video", "completed", model));
        ((string?)read["prompt"], (string?)read["seconds"], (string?)read["size"]).ShouldBe((prompt, "5", "1280x720"));
        read["content"]!.AsArray().Count.ShouldBe(1);
    }
}

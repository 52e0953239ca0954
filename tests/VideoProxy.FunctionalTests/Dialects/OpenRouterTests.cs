using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects;

public sealed class OpenRouterTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Video_is_made_polled_and_fetched_with_and_without_the_key()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).StaysQueued = true;
        var created = await _bed.Gateway.GenerateAsync(OpenRouterCalls.Body(prompt));
        var id = (string)created["id"]!;

        created.AsObject().Select(member => member.Key).ShouldBe(["id", "generation_id", "polling_url", "status"]);
        ((string?)created["status"]).ShouldBe("pending");
        ((string?)created["generation_id"]).ShouldBe("gen-" + id);
        ((string?)created["polling_url"]).ShouldBe($"{_bed.Gateway.Url}/api/v1/videos/{id}");

        _bed.Upstream.Script(prompt).StaysQueued = false;
        var done = await _bed.Gateway.GenerationInAsync(id, "completed");
        done.AsObject().Select(member => member.Key).ShouldBe(["id", "generation_id", "polling_url", "status", "unsigned_urls", "usage"]);
        done["usage"]!.ToJsonString().ShouldBe("""{"cost":0.756,"is_byok":false}""");
        var link = (string)done["unsigned_urls"]!.AsArray().ShouldHaveSingleItem()!;
        link.ShouldStartWith($"{_bed.Gateway.Url}/api/v1/videos/{id}/content?");
        using var stranger = new HttpClient();
        (await stranger.GetByteArrayAsync(link)).ShouldBe(UpstreamDouble.Video);
        (await _bed.Gateway.Client.GetByteArrayAsync(link)).ShouldBe(UpstreamDouble.Video);
        (await _bed.Gateway.Client.GetByteArrayAsync($"/api/v1/videos/{id}/content")).ShouldBe(UpstreamDouble.Video);
        (await _bed.Gateway.Client.GetByteArrayAsync($"/api/v1/videos/{id}/content?index=0")).ShouldBe(UpstreamDouble.Video);
        using var second = await _bed.Gateway.Client.GetAsync($"/api/v1/videos/{id}/content?index=1");
        await second.ShouldBeOpenRouterErrorAsync(404);
    }

    [Fact]
    public async Task Submit_without_an_answer_is_pending_without_a_generation_and_then_failed_with_a_text()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(context, StatusCodes.Status500InternalServerError, "{}");

        var created = await _bed.Gateway.GenerateAsync(OpenRouterCalls.Body(prompt));
        created.AsObject().Select(member => member.Key).ShouldBe(["id", "polling_url", "status"]);
        var failed = await _bed.Gateway.GenerationInAsync((string)created["id"]!, "failed");

        failed.AsObject().Select(member => member.Key).ShouldBe(["id", "polling_url", "status", "error"]);
        failed["error"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Errors_have_the_envelope_with_a_numeric_code()
    {
        using var stranger = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };
        using var unauthorized = await stranger.GetAsync("/api/v1/videos/models");
        await unauthorized.ShouldBeOpenRouterErrorAsync(401);
        using var path = await _bed.Gateway.Client.GetAsync("/api/v1/chat/completions");
        await path.ShouldBeOpenRouterErrorAsync(404);
        using var id = await _bed.Gateway.Client.GetAsync("/api/v1/videos/video_nothing");
        await id.ShouldBeOpenRouterErrorAsync(404);
        using var method = await _bed.Gateway.Client.DeleteAsync("/api/v1/videos/video_nothing");
        await method.ShouldBeOpenRouterErrorAsync(405);
        using var type = await _bed.Gateway.Client.PostAsync(OpenRouterCalls.Videos, new MultipartFormDataContent { { new StringContent("p"), "prompt" } });
        await type.ShouldBeOpenRouterErrorAsync(415);
        using var model = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, OpenRouterCalls.Body(Prompts.New(), "nobody/nothing"));
        await model.ShouldBeOpenRouterErrorAsync(400);
        using var json = await _bed.Gateway.Client.PostAsync(OpenRouterCalls.Videos, new StringContent("{", System.Text.Encoding.UTF8, "application/json"));
        await json.ShouldBeOpenRouterErrorAsync(400);
    }

    [Fact]
    public async Task Refusal_of_the_provider_keeps_its_status()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(
            context, StatusCodes.Status400BadRequest, """{"error":{"code":"InputTextSensitiveContentDetected","message":"no","type":"BadRequest"}}""");

        using var refused = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, OpenRouterCalls.Body(prompt));

        await refused.ShouldBeOpenRouterErrorAsync(400);
    }

    [Fact]
    public async Task References_go_to_a_model_that_takes_them_and_are_named_where_none_does()
    {
        var references = """[{"type":"video_url","video_url":{"url":"https://example.com/a.mp4"}},{"type":"audio_url","audio_url":{"url":"https://example.com/a.mp3"}}]""";
        var taken = OpenRouterCalls.Body(Prompts.New());
        taken["input_references"] = JsonNode.Parse(references);
        using var all = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, taken);
        var some = OpenRouterCalls.Body(Prompts.New(), "seedance-1-5-pro");
        some["input_references"] = JsonNode.Parse(references);
        using var ignored = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, some);

        all.Headers.Contains("x-ignored").ShouldBeFalse();
        _bed.Upstream.Script((string)taken["prompt"]!).LastBody!["content"]!.AsArray().Select(item => (string?)item!["type"]).ShouldBe(["text", "video_url", "audio_url"]);
        ignored.Headers.GetValues("x-ignored").Single().ShouldBe("input_references.video_url, input_references.audio_url");
        _bed.Upstream.Script((string)some["prompt"]!).LastBody!["content"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Options_reach_only_the_provider_they_are_for()
    {
        var body = OpenRouterCalls.Body(Prompts.New());
        body["provider"] = JsonNode.Parse("""{"options":{"bytedance":{"watermark":true},"minimax":{"prompt_optimizer":false}}}""");
        await _bed.Gateway.GenerateAsync(body);
        var wrong = OpenRouterCalls.Body(Prompts.New());
        wrong["provider"] = JsonNode.Parse("""{"options":{"bytedance":{"speed":2}}}""");
        using var refused = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, wrong);

        var native = _bed.Upstream.Script((string)body["prompt"]!).LastBody!.AsObject();
        ((bool?)native["watermark"]).ShouldBe(true);
        native.ContainsKey("prompt_optimizer").ShouldBeFalse();
        (await refused.ShouldBeOpenRouterErrorAsync(400)).ShouldContain("speed");
    }

    [Fact]
    public async Task Create_repeated_under_its_key_makes_one_job()
    {
        var body = OpenRouterCalls.Body(Prompts.New());
        using var first = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, body, ("Idempotency-Key", "openrouter-1"));
        using var again = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, body, ("Idempotency-Key", "openrouter-1"));

        ((int)again.StatusCode).ShouldBe(202);
        again.Headers.GetValues("idempotent-replayed").Single().ShouldBe("true");
        Id(await again.Content.ReadAsStringAsync()).ShouldBe(Id(await first.Content.ReadAsStringAsync()));
        body["prompt"] = Prompts.New();
        using var reused = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, body, ("Idempotency-Key", "openrouter-1"));
        await reused.ShouldBeOpenRouterErrorAsync(409);
    }

    [Fact]
    public async Task Models_have_every_required_member()
    {
        var list = JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync("/api/v1/videos/models"))!;

        var model = list["data"]!.AsArray().Single(item => (string?)item!["id"] == "seedance-2-0")!.AsObject();
        foreach (var required in (string[])
            ["id", "canonical_slug", "name", "created", "supported_resolutions", "supported_aspect_ratios", "supported_sizes", "supported_durations",
                "supported_frame_images", "upscale_factor", "creativity", "generate_audio", "seed", "allowed_passthrough_parameters"])
            model.ContainsKey(required).ShouldBeTrue(required);
        model["supported_sizes"]!.ToJsonString().ShouldBe("""["1280x720","720x1280","1920x1080","1080x1920"]""");
        model["supported_resolutions"]!.ToJsonString().ShouldBe("""["720p","1080p"]""");
        model["supported_aspect_ratios"]!.ToJsonString().ShouldBe("""["16:9","9:16"]""");
        model["supported_durations"]!.ToJsonString().ShouldBe("[5,10]");
        model["supported_frame_images"]!.ToJsonString().ShouldBe("""["first_frame","last_frame"]""");
        model["pricing_skus"]!.ToJsonString().ShouldBe("""{"per-video-second-720p":"0.1512","per-video-second-1080p":"0.3402"}""");
        model["allowed_passthrough_parameters"]!.ToJsonString().ShouldBe("""["watermark","return_last_frame"]""");
    }

    private static string? Id(string json) => (string?)JsonNode.Parse(json)!["id"];
}

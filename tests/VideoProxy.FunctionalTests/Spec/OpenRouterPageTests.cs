using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Sandbox;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Spec;

/// <summary>OpenRouter's reference page of a submit: its example, each field, each enum.</summary>
public sealed class OpenRouterPageTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private static readonly (string Fields, decimal Cost)[] Together =
    [
        ("""{"model":"google/veo-3.1","duration":8,"size":"1280x720","generate_audio":true}""", 3.2m),
        ("""{"model":"google/veo-3.1","resolution":"4K","aspect_ratio":"9:16","duration":4}""", 2.4m),
        ("""{"model":"seedance-1-5-pro","duration":5,"generate_audio":false,"resolution":"720p"}""", 0.1296m),
        ("""{"model":"seedance-1-5-pro","duration":5,"resolution":"720p"}""", 0.2592m),
        ("""{"model":"bytedance/seedance-2.0","duration":4,"resolution":"480p","aspect_ratio":"4:3","seed":42}""", 0.2812m),
        ("""{"model":"bytedance/seedance-2.0","duration":4,"resolution":"720p","aspect_ratio":"9:21"}""", 0.6048m),
        ("""{"model":"seedance-2-0","duration":5,"frame_images":[{"type":"image_url","image_url":{"url":"PNG"},"frame_type":"first_frame"},{"type":"image_url","image_url":{"url":"PNG"},"frame_type":"last_frame"}]}""", 0.756m),
        ("""{"model":"seedance-2-0","duration":5,"input_references":[{"type":"image_url","image_url":{"url":"https://example.com/image.png"}},{"type":"video_url","video_url":{"url":"https://example.com/v.mp4"}},{"type":"audio_url","audio_url":{"url":"https://example.com/a.mp3"}}]}""", 0.756m),
        ("""{"model":"bytedance/seedance-2.0","duration":4,"input_references":[{"image_url":{"url":"PNG"}},{"type":"video_url","video_url":{"url":"https://example.com/v.mp4"}},{"type":"video_url","video_url":{"url":"https://example.com/w.mp4"}},{"type":"audio_url","audio_url":{"url":"https://example.com/a.mp3"}}]}""", 0.6048m),
        ("""{"model":"seedance-2-0","duration":5,"provider":{"options":{"bytedance":{"watermark":true}}}}""", 0.756m),
        ("""{"model":"minimax-h3","duration":4,"resolution":"2K","aspect_ratio":"16:9"}""", 0.52m),
        ("""{"model":"sora-2","duration":4,"callback_url":"https://example.com/webhook"}""", 0.4m),
    ];

    private readonly SandboxBed _bed = shared.Bed;

    [Fact]
    public async Task Printed_line_is_polled_where_the_answer_says_and_downloaded()
    {
        var created = await _bed.PasteJsonAsync("""
            curl -sS --request POST --url $BASE/api/v1/videos --header "Authorization: Bearer $KEY" --header 'Content-Type: application/json' --data '
            { "aspect_ratio": "16:9", "duration": 8, "model": "google/veo-3.1", "prompt": "Mountains at sunset", "resolution": "720p" }
            '
            """);
        var id = (string)created["id"]!;
        ((string?)created["status"], (string?)created["generation_id"]).ShouldBe(("pending", "gen-" + id));
        ((string)created["polling_url"]!).ShouldEndWith($"/api/v1/videos/{id}");

        var line = $"curl -sS '{created["polling_url"]}' -H \"Authorization: Bearer $KEY\"";
        var job = await Until.FoundAsync(
            async () => await _bed.PasteJsonAsync(line) is var now && (string?)now["status"] is not ("pending" or "in_progress") ? now : null, id);

        ((string?)job["status"], job["usage"]!.ToJsonString()).ShouldBe(("completed", """{"cost":3.2,"is_byok":false}"""));
        var link = (string)job["unsigned_urls"]!.AsArray().ShouldHaveSingleItem()!;
        await _bed.PasteAsync($"curl -sS '{link}' --output router.mp4");
        SpecCalls.ShouldBeVideo(await File.ReadAllBytesAsync(_bed.Temp.Join("router.mp4")));
    }

    [Fact]
    public async Task Documented_fields_together_make_a_video() => await Task.WhenAll(Together.Select(async row =>
    {
        var body = SpecCalls.Parse(row.Fields);
        body["prompt"] = Prompts.New();

        var id = (string)(await _bed.Gateway.GenerateAsync(body))["id"]!;

        var job = await _bed.Gateway.GenerationInAsync(id, "completed");
        ((decimal?)job["usage"]!["cost"]).ShouldBe(row.Cost, row.Fields);
        SpecCalls.ShouldBeVideo(await _bed.Gateway.Client.GetByteArrayAsync((string)job["unsigned_urls"]![0]!));
    }));

    [Fact]
    public async Task Every_value_of_the_enums_is_known_where_a_model_has_it_or_not()
    {
        foreach (var ratio in (string[])["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21"])
        foreach (var resolution in (string[])["480p", "720p", "1080p", "1K", "2K", "4K"])
        {
            // No model makes four hours, so that nothing is made; a value unknown to the dialect would be named first.
            var body = new JsonObject { ["model"] = "bytedance/seedance-2.0", ["prompt"] = "p", ["duration"] = 3600, ["aspect_ratio"] = ratio, ["resolution"] = resolution };
            using var response = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, body);
            (await response.ShouldBeOpenRouterErrorAsync(400)).ShouldContain("bytedance/seedance-2.0");
        }
    }

    [Theory]
    [InlineData("""{"model":"google/veo-3.1","prompt":"p","aspect_ratio":"5:4"}""", "aspect_ratio")]
    [InlineData("""{"model":"google/veo-3.1","prompt":"p","resolution":"8K"}""", "resolution")]
    [InlineData("""{"model":"google/veo-3.1","prompt":"p","duration":0}""", "duration")]
    [InlineData("""{"model":"google/veo-3.1","prompt":"p","duration":7}""", "7")]
    [InlineData("""{"model":"google/veo-3.1","prompt":"p","callback_url":"http://example.com/webhook"}""", "callback_url")]
    [InlineData("""{"model":"google/veo-3.1","prompt":"p","size":"1280x720","resolution":"1080p"}""", "size")]
    [InlineData("""{"model":"google/veo-3.1","prompt":"p","frame_images":[{"type":"image_url","image_url":{"url":"PNG"},"frame_type":"middle"}]}""", "frame_type")]
    [InlineData("""{"model":"google/veo-3.1"}""", "prompt")]
    [InlineData("""{"prompt":"p"}""", "model")]
    public async Task Value_outside_of_its_limit_is_refused_by_name(string fields, string name)
    {
        using var response = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, SpecCalls.Parse(fields));
        (await response.ShouldBeOpenRouterErrorAsync(400)).ShouldContain(name);
    }

    [Fact]
    public async Task Seedance_takes_every_kind_of_reference_and_leaves_out_none()
    {
        var body = SpecCalls.Parse("""
            {"model":"bytedance/seedance-2.0","duration":4,"resolution":"480p","input_references":[
              {"image_url":{"url":"PNG"}},{"video_url":{"url":"https://example.com/v.mp4"}},{"video_url":{"url":"https://example.com/w.mp4"}},{"audio_url":{"url":"https://example.com/a.mp3"}}]}
            """);
        body["prompt"] = Prompts.New();

        using var response = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, body);

        ((int)response.StatusCode).ShouldBe(202, await response.Content.ReadAsStringAsync());
        response.Headers.Contains("x-ignored").ShouldBeFalse();
    }

    [Fact]
    public async Task Models_list_every_resolution_that_is_made()
    {
        var models = JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync("/api/v1/videos/models"))!["data"]!.AsArray().ToDictionary(model => (string)model!["id"]!);

        Resolutions("minimax-h3").ShouldBe("""["768p","2K"]""");
        Resolutions("sora-2-pro").ShouldContain("\"hd\"");

        string Resolutions(string model) => models[model]!["supported_resolutions"]!.ToJsonString();
    }

    [Fact]
    public async Task Last_frame_alone_is_made_where_a_model_takes_it_and_refused_with_the_reason_elsewhere()
    {
        var body = SpecCalls.Parse("""{"model":"wan3.0-video","duration":5,"frame_images":[{"image_url":{"url":"https://example.com/l.png"},"frame_type":"last_frame"}]}""");
        body["prompt"] = Prompts.New();
        await _bed.Gateway.GenerateAsync(body);

        body["model"] = "seedance-2-0";
        using var refused = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, body);
        (await refused.ShouldBeOpenRouterErrorAsync(400)).ShouldContain("A last frame requires a first frame in the 'frame_images' field");
    }

    [Fact]
    public async Task Sound_and_video_are_left_out_where_the_provider_takes_images_only()
    {
        var body = SpecCalls.Parse("""
            {"model":"veo-3.1-fast-generate-preview","duration":8,"resolution":"720p","seed":7,"input_references":[
              {"type":"image_url","image_url":{"url":"PNG"}},{"type":"audio_url","audio_url":{"url":"https://example.com/a.mp3"}},{"type":"video_url","video_url":{"url":"https://example.com/v.mp4"}}]}
            """);
        body["prompt"] = Prompts.New();

        using var response = await _bed.Gateway.PostToAsync(OpenRouterCalls.Videos, body);

        ((int)response.StatusCode).ShouldBe(202, await response.Content.ReadAsStringAsync());
        response.Headers.GetValues("x-ignored").Single().ShouldContain("audio_url");
        await _bed.Gateway.GenerationInAsync((string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!, "completed");
    }

    [Fact]
    public async Task Failure_has_a_text_and_no_cost()
    {
        var body = new JsonObject { ["model"] = "google/veo-3.1", ["prompt"] = Prompts.New() + " [sandbox: fail]", ["duration"] = 8, ["resolution"] = "720p" };
        var id = (string)(await _bed.Gateway.GenerateAsync(body))["id"]!;

        var failed = await _bed.Gateway.GenerationInAsync(id, "failed");

        failed["error"]!.GetValue<string>().ShouldNotBeEmpty();
        failed.AsObject().ContainsKey("unsigned_urls").ShouldBeFalse();
    }
}

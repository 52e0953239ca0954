using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Sandbox;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Spec;

/// <summary>CodeGateway's guide to its synchronous endpoint: the quickstart in curl and node, each model's bodies and limits.</summary>
public sealed class GenerateGuideTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private const string Generate = "/v1/video/generate";
    private const string Quickstart = """{"model":"google/veo-3.1-fast","prompt":"Through a misty forest at dawn"}""";
    private static readonly (string Fields, string Seconds, decimal Cost)[] Bodies =
    [
        ("""{"model":"google/veo-3.1-fast","aspect_ratio":"9:16","duration":"8s","resolution":"1080p","generate_audio":true}""", "8", 1.2m),
        ("""{"model":"google/veo-3.1-fast"}""", "6", 0.9m),
        ("""{"model":"google/veo-3.1-fast","aspect_ratio":"1:1","duration":"4s"}""", "4", 0.6m),
        ("""{"model":"google/veo-3.1-fast","image_input":"PNG"}""", "6", 0.9m),
        ("""{"model":"google/veo-3.1-fast","image_input":"RAW","duration":"6s","resolution":"720p"}""", "6", 0.9m),
        ("""{"model":"bytedance/seedance-2.0","aspect_ratio":"21:9","duration":10,"resolution":"1080p","camera_fixed":true,"watermark":false,"seed":42}""", "10", 3.402m),
        ("""{"model":"bytedance/seedance-2.0"}""", "5", 0.756m),
        ("""{"model":"bytedance/seedance-2.0","duration":12,"fps":24,"resolution":"480p","generate_audio":true}""", "12", 0.8436m),
        ("""{"model":"bytedance/seedance-2.0","duration":4,"image":"RAW","last_frame_image":"PNG"}""", "4", 0.6048m),
        ("""{"model":"bytedance/seedance-2.0","duration":4,"reference_images":["PNG","https://example.com/r.png"],"reference_video":"https://example.com/v.mp4"}""", "4", 0.6048m),
        ("""{"model":"minimax/hailuo-2.3-fast","duration":6,"resolution":"1080P","prompt_optimizer":true}""", "6", 0.33m),
        ("""{"model":"minimax/hailuo-2.3-fast"}""", "6", 0.19m),
        ("""{"model":"minimax/hailuo-2.3-fast","duration":6,"first_frame_image":"PNG","fast_pretreatment":true}""", "6", 0.19m),
        ("""{"model":"minimax/hailuo-2.3-fast","duration":6,"first_frame_image":"https://example.com/f.png","prompt":""}""", "6", 0.19m),
    ];

    private readonly SandboxBed _bed = shared.Bed;

    [Fact]
    public async Task Quickstart_with_curl_saves_a_video()
    {
        var answer = await _bed.PasteJsonAsync($$"""
            curl -sS --max-time 180 -X POST $BASE/v1/video/generate -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{{Quickstart}}' | tee response.json
            VIDEO_URL=$(node -p 'JSON.parse(require("fs").readFileSync("response.json")).data[0].url')
            curl -sS -o curl.mp4 "$VIDEO_URL"
            """);

        ShouldBeAnswer(answer, "google/veo-3.1-fast");
        SpecCalls.ShouldBeVideo(await File.ReadAllBytesAsync(_bed.Temp.Join("curl.mp4")));
    }

    [Fact]
    public async Task Quickstart_with_fetch_saves_a_video()
    {
        var script = Path.Combine(Repository.Root, "tests", "VideoProxy.FunctionalTests", "Spec", "generate.mjs");

        var answer = await _bed.PasteJsonAsync($"node '{script}' $BASE $KEY '{Quickstart}' fetch.mp4");

        ShouldBeAnswer(answer, "google/veo-3.1-fast");
        SpecCalls.ShouldBeVideo(await File.ReadAllBytesAsync(_bed.Temp.Join("fetch.mp4")));
    }

    [Fact]
    public async Task Python_example_with_an_image_link_saves_a_video()
    {
        // The two calls that requests makes, with its headers.
        var answer = await _bed.PasteJsonAsync("""
            curl -sS --fail --max-time 180 -X POST $BASE/v1/video/generate -A python-requests/2.32 -H 'Accept-Encoding: gzip, deflate' -H 'Accept: */*' \
              -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{"model": "bytedance/seedance-2.0",
              "prompt": "Wind in the wheat", "image": "https://example.com/wheat-field.jpg", "duration": 6, "resolution": "1080p"}' | tee image.json
            curl -sS --fail --max-time 120 -o python.mp4 "$(node -p 'JSON.parse(require("fs").readFileSync("image.json")).data[0].url')"
            """);

        ShouldBeAnswer(answer, "bytedance/seedance-2.0");
        SpecCalls.ShouldBeVideo(await File.ReadAllBytesAsync(_bed.Temp.Join("python.mp4")));
    }

    [Fact]
    public async Task Body_of_each_model_is_answered_with_a_video() => await Task.WhenAll(Bodies.Select(async row =>
    {
        var body = SpecCalls.Parse(row.Fields.Replace("RAW", Convert.ToBase64String(Images.Png), StringComparison.Ordinal));
        body["prompt"] ??= Prompts.New();

        using var response = await _bed.Gateway.PostToAsync(Generate, body);

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        var answer = JsonNode.Parse(text)!;
        ShouldBeAnswer(answer, (string)body["model"]!);
        using var stranger = new HttpClient();
        SpecCalls.ShouldBeVideo(await stranger.GetByteArrayAsync((string)answer["data"]![0]!["url"]!));
        var job = await _bed.Gateway.RetrieveAsync(response.Headers.GetValues("x-video-id").Single());
        ((string?)job["seconds"], (decimal?)job["usage"]!["cost"]).ShouldBe((row.Seconds, row.Cost), row.Fields);
    }));

    [Fact]
    public async Task Seedance_makes_each_ratio_at_each_resolution()
    {
        string[] ratios = ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21"];
        (string Resolution, decimal Cost)[] resolutions = [("480p", 0.2812m), ("720p", 0.6048m), ("1080p", 1.3608m)];

        var sizes = await Task.WhenAll(ratios.SelectMany(ratio => resolutions.Select(async made =>
        {
            var (resolution, cost) = made;
            var body = new JsonObject { ["model"] = "bytedance/seedance-2.0", ["prompt"] = Prompts.New(), ["duration"] = 4, ["aspect_ratio"] = ratio, ["resolution"] = resolution };
            using var response = await _bed.Gateway.PostToAsync(Generate, body);
            ((int)response.StatusCode).ShouldBe(200, ratio + await response.Content.ReadAsStringAsync());
            var job = await _bed.Gateway.RetrieveAsync(response.Headers.GetValues("x-video-id").Single());
            ((decimal?)job["usage"]!["cost"]).ShouldBe(cost);
            return (string)job["size"]!;
        })));

        sizes.Distinct().Count().ShouldBe(ratios.Length * resolutions.Length);
    }

    [Theory]
    [InlineData("""{"model":"google/veo-3.1-fast"}""", "prompt is required for google/veo-3.1-fast")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":""}""", "prompt is required for bytedance/seedance-2.0")]
    [InlineData("""{"model":"google/veo-3.1-fast","prompt":"LONG"}""", "prompt exceeds 2000 chars")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":"LONG"}""", "prompt exceeds 2000 chars")]
    [InlineData("""{"model":"minimax/hailuo-2.3-fast","prompt":"LONG"}""", "prompt exceeds 2000 chars")]
    [InlineData("""{"model":"google/veo-3.1-fast","prompt":"p","duration":6}""", "duration")]
    [InlineData("""{"model":"google/veo-3.1-fast","prompt":"p","duration":"10s"}""", "duration")]
    [InlineData("""{"model":"google/veo-3.1-fast","prompt":"p","aspect_ratio":"21:9"}""", "aspect_ratio")]
    [InlineData("""{"model":"google/veo-3.1-fast","prompt":"p","image":"PNG"}""", "image")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":"p","duration":"6s"}""", "duration")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":"p","duration":13}""", "duration")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":"p","duration":3}""", "duration")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":"p","fps":30}""", "fps")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":"p","image":"http://example.com/a.jpg"}""", "image")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":"p","image":"https://169.254.169.254/a.jpg"}""", "image")]
    [InlineData("""{"model":"bytedance/seedance-2.0","prompt":"p","reference_video":"http://example.com/v.mp4"}""", "reference_video")]
    [InlineData("""{"model":"minimax/hailuo-2.3-fast","prompt":"p","resolution":"768p"}""", "resolution")]
    [InlineData("""{"model":"minimax/hailuo-2.3-fast","prompt":"p","aspect_ratio":"16:9"}""", "aspect_ratio")]
    [InlineData("""{"model":"openai/sora-2","prompt":"p"}""", "model")]
    public async Task Documented_mistake_is_a_plain_error(string fields, string fragment)
    {
        var body = SpecCalls.Parse(fields.Replace("LONG", new string('p', 2001), StringComparison.Ordinal));

        using var response = await _bed.Gateway.PostToAsync(Generate, body);

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(400, text);
        var (name, message) = JsonNode.Parse(text)!.AsObject().ShouldHaveSingleItem();
        name.ShouldBe("error");
        message!.GetValue<string>().ShouldContain(fragment);
    }

    [Fact]
    public async Task Prompt_of_exactly_the_cap_is_taken()
    {
        var body = new JsonObject { ["model"] = "minimax/hailuo-2.3-fast", ["prompt"] = new string('p', 2000) };
        using var response = await _bed.Gateway.PostToAsync(Generate, body);
        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
    }

    private static void ShouldBeAnswer(JsonNode answer, string model)
    {
        answer.AsObject().Select(member => member.Key).ShouldBe(["created", "model", "serving", "expires_at", "data"]);
        ((string?)answer["model"], (string?)answer["serving"]).ShouldBe((model, "presigned"));
        ((long)answer["expires_at"]!).ShouldBeGreaterThan((long)answer["created"]!);
        answer["data"]!.AsArray().ShouldHaveSingleItem();
    }
}

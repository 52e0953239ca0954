using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Sandbox;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Spec;

/// <summary>LLM Gateway's reference page of a create, in its first version: defaults, limits and the answer's members.</summary>
public sealed class CreateReferenceTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private static readonly string[] WithAnImage =
    [
        """{"model":"seedance-2-0","seconds":5,"input_reference":"PNG"}""",
        """{"model":"seedance-2-0","seconds":5,"input_reference":{"image_url":"PNG"}}""",
        """{"model":"seedance-2-0","seconds":5,"input_reference":["PNG",{"url":"https://example.com/r.png"}]}""",
        """{"model":"seedance-2-0","seconds":5,"image":"PNG","last_frame":{"image_url":"PNG"}}""",
        """{"model":"seedance-2-0","seconds":5,"image":{"image_url":"https://example.com/a.png"},"last_frame":"https://example.com/b.png"}""",
        """{"model":"seedance-2-0","seconds":5,"reference_images":["PNG"]}""",
        """{"model":"openai/sora-2","seconds":4,"input_reference":"PNG","audio":true,"n":1}""",
        """{"model":"openai/sora-2","seconds":4,"image":"PNG"}""",
    ];

    // Avalanche is asked for by name in the price table of the guide: its upgrade would take half a minute here.
    private static readonly (string Model, int Seconds, string? Size, string Provider, decimal Cost)[] Named =
    [
        ("openai/sora-2", 4, null, "openai", 0.4m),
        ("sora-2", 8, "720x1280", "openai", 0.8m),
        ("sora-2-pro", 4, "1792x1024", "openai", 2.0m),
        ("google-vertex/veo-3.1-generate-preview", 4, "1920x1080", "google-vertex", 1.6m),
    ];

    private readonly SandboxBed _bed = shared.Bed;

    [Fact]
    public async Task Printed_line_without_a_model_makes_the_default_one()
    {
        var created = await _bed.PasteJsonAsync("""
            curl -sS -X POST "$BASE/v1/videos" -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{ "prompt": "A drone over a neon city at night", "seconds": 8 }'
            """);
        ((string?)created["model"], (string?)created["size"], (string?)created["seconds"]).ShouldBe(("veo-3.1-generate-preview", "1280x720", "8"));

        var job = await _bed.CompletedAsync((string)created["id"]!);

        foreach (var member in (string[])["id", "object", "model", "status", "progress", "created_at", "completed_at", "expires_at", "error", "content"])
            job.AsObject().ContainsKey(member).ShouldBeTrue(member);
        ((string?)job["object"], (int?)job["progress"], (object?)job["error"]).ShouldBe(("video", 100, null));
        ((long)job["completed_at"]!).ShouldBeGreaterThanOrEqualTo((long)job["created_at"]!);
        var content = job["content"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)content["type"], (string?)content["mime_type"]).ShouldBe(("video", "video/mp4"));
        using var stranger = new HttpClient();
        SpecCalls.ShouldBeVideo(await stranger.GetByteArrayAsync((string)content["url"]!));
    }

    [Fact]
    public async Task Printed_line_without_its_key_is_refused()
    {
        var answer = await _bed.PasteJsonAsync("""
            curl -sS -X POST "$BASE/v1/videos" -H "Content-Type: application/json" -d '{ "prompt": "A drone over a neon city at night", "seconds": 8 }'
            """);
        ((string?)answer["error"]!["type"], (string?)answer["error"]!["code"]).ShouldBe(("authentication_error", "invalid_api_key"));
    }

    [Fact]
    public async Task Model_with_and_without_its_provider_is_made_there() => await Task.WhenAll(Named.Select(async row =>
    {
        var body = new JsonObject { ["model"] = row.Model, ["prompt"] = Prompts.New(), ["seconds"] = row.Seconds };
        if (row.Size is not null) body["size"] = row.Size;

        var job = await _bed.MakeAsync(body);

        ((string?)job["model"], (string?)job["provider"], (decimal?)job["usage"]!["cost"]).ShouldBe((row.Model, row.Provider, row.Cost));
    }));

    [Fact]
    public async Task Image_in_each_documented_form_makes_a_video() => await Task.WhenAll(WithAnImage.Select(async fields =>
    {
        var body = SpecCalls.Parse(fields);
        body["prompt"] = Prompts.New();
        ((string?)(await _bed.MakeAsync(body))["model"]).ShouldBe((string?)body["model"]);
    }));

    [Theory]
    [InlineData("""{"prompt":"","seconds":8}""", "prompt")]
    [InlineData("""{"prompt":"p","seconds":0}""", "seconds")]
    [InlineData("""{"prompt":"p","seconds":1.5}""", "seconds")]
    [InlineData("""{"prompt":"p","seconds":8,"audio":"yes"}""", "audio")]
    [InlineData("""{"prompt":"p","seconds":8,"n":0}""", "n")]
    [InlineData("""{"prompt":"p","seconds":8,"callback_url":"webhook","callback_secret":"s"}""", "callback_url")]
    [InlineData("""{"prompt":"p","seconds":8,"callback_url":"https://example.com/w","callback_secret":""}""", "callback_secret")]
    [InlineData("""{"prompt":"p","seconds":8,"reference_images":[]}""", "reference_images")]
    public async Task Value_below_its_limit_is_refused(string fields, string param)
    {
        using var response = await _bed.Gateway.PostAsync(fields);
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", param);
    }

    [Theory]
    [InlineData("veo-3.1-fast-generate-preview", 4)]
    [InlineData("avalanche/veo-3.1-fast-generate-preview", 4)]
    public async Task References_beyond_three_are_refused_where_a_model_takes_three(string model, int images)
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = Prompts.New(), ["seconds"] = 8, ["size"] = "1920x1080" };
        body["reference_images"] = new JsonArray([.. Enumerable.Repeat(Images.PngUrl, images).Select(image => JsonValue.Create(image))]);
        using var response = await _bed.Gateway.PostAsync(body.ToJsonString());
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported", "reference_images");
    }
}

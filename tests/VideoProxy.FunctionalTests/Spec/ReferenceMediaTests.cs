using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Sandbox;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Spec;

/// <summary>LLM Gateway's reference page of a create, in its later version: videos and sound as references.</summary>
public sealed class ReferenceMediaTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private const string Video = "https://example.com/v.mp4", Audio = "https://example.com/a.mp3";
    private static readonly (string Model, int Images, int Videos, int Audios)[] Mixed =
    [
        ("seedance-2-0", 0, 1, 0),
        ("seedance-2-0", 0, 3, 3),
        ("seedance-2-0", 3, 3, 0),
        ("seedance-2-0-fast", 1, 0, 3),
        ("seedance-2-0-fast", 3, 3, 3),
    ];

    private readonly SandboxBed _bed = shared.Bed;

    [Fact]
    public async Task Printed_line_makes_a_video()
    {
        var created = await _bed.PasteJsonAsync("""
            curl -X POST "$BASE/v1/videos" -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{ "prompt": "A drone over a neon city at night", "seconds": 8 }'
            """);
        ((string?)created["model"]).ShouldBe("veo-3.1-generate-preview");
        await _bed.CompletedAsync((string)created["id"]!);
    }

    [Fact]
    public async Task References_of_every_kind_together_make_a_video() => await Task.WhenAll(Mixed.Select(async row =>
    {
        var (model, images, videos, audios) = row;
        var body = Body(model, images, videos, audios);
        var native = (await _bed.EstimateAsync(body))["parameters"]!["content"]!.AsArray().Skip(1).Select(item => (string)item!["role"]!);
        string[] roles = [.. Enumerable.Repeat("reference_image", images), .. Enumerable.Repeat("reference_video", videos), .. Enumerable.Repeat("reference_audio", audios)];
        native.ShouldBe(roles, ignoreOrder: true);

        await _bed.MakeAsync(body);
    }));

    [Theory]
    [InlineData("seedance-1-5-pro", 0, 1, 0, "unsupported", "reference_videos")]
    [InlineData("seedance-1-5-pro", 0, 0, 1, "unsupported", "reference_audios")]
    [InlineData("veo-3.1-generate-preview", 0, 1, 0, "unsupported", "reference_videos")]
    [InlineData("veo-3.1-generate-preview", 1, 0, 1, "unsupported", "reference_audios")]
    [InlineData("seedance-2-0", 0, 4, 0, "invalid_value", "reference_videos")]
    [InlineData("seedance-2-0", 1, 0, 4, "invalid_value", "reference_audios")]
    public async Task References_that_a_model_does_not_take_are_refused(string model, int images, int videos, int audios, string code, string param)
    {
        using var response = await _bed.Gateway.PostAsync(Body(model, images, videos, audios).ToJsonString());
        await response.ShouldBeErrorAsync(400, "invalid_request_error", code, param);
    }

    [Theory]
    [InlineData("reference_videos", "http://example.com/v.mp4")]
    [InlineData("reference_videos", "https://user:secret@example.com/v.mp4")]
    [InlineData("reference_videos", "https://169.254.169.254/v.mp4")]
    [InlineData("reference_audios", "ftp://example.com/a.mp3")]
    [InlineData("image", "http://example.com/a.png")]
    [InlineData("last_frame", "data:text/plain;base64,AAAA")]
    public async Task Media_that_is_neither_https_nor_an_image_is_refused(string name, string link)
    {
        var body = new JsonObject { ["model"] = "seedance-2-0", ["prompt"] = Prompts.New(), ["seconds"] = 5 };
        if (name == "last_frame") body["image"] = Images.PngUrl;
        body[name] = name.StartsWith("reference", StringComparison.Ordinal) ? new JsonArray(link) : link;

        using var response = await _bed.Gateway.PostAsync(body.ToJsonString());

        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", name);
    }

    private static JsonObject Body(string model, int images, int videos, int audios)
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = Prompts.New(), ["seconds"] = model.StartsWith("veo", StringComparison.Ordinal) ? 8 : 5 };
        foreach (var (name, count, value) in ((string, int, string)[])[("reference_images", images, Images.PngUrl), ("reference_videos", videos, Video), ("reference_audios", audios, Audio)])
            if (count > 0) body[name] = new JsonArray([.. Enumerable.Repeat(value, count).Select(item => JsonValue.Create(item))]);
        return body;
    }
}

using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class FormCreateTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Form_with_all_kinds_of_fields_reaches_the_provider_and_the_callback()
    {
        var prompt = Prompts.New("größe,");
        using var form = Form(
            ("model", "seedance-2-0"), ("prompt", prompt), ("seconds", "10"), ("size", "1080x1920"), ("audio", "false"), ("n", "1"),
            ("metadata[order]", "17"), ("provider_options[watermark]", "true"),
            ("callback_url", _bed.Receiver.Address("form")), ("callback_secret", TestBed.Secret));

        var job = await CreateAsync(form);
        var callback = await _bed.Receiver.NextAsync("form");

        ((string?)job["prompt"]).ShouldBe(prompt);
        callback.ShouldBeSigned(TestBed.Secret);
        callback.Json["data"]!["metadata"]!.ToJsonString().ShouldBe("""{"order":"17"}""");
        var sent = _bed.Upstream.Script(prompt).LastBody!;
        ((int?)sent["duration"]).ShouldBe(10);
        ((string?)sent["ratio"]).ShouldBe("9:16");
        ((bool?)sent["generate_audio"]).ShouldBe(false);
        ((bool?)sent["watermark"]).ShouldBe(true);
    }

    [Fact]
    public async Task Form_without_seconds_gets_the_default_of_its_model()
    {
        using var form = Form(("model", "seedance-2-0"), ("prompt", Prompts.New()));

        ((string?)(await CreateAsync(form))["seconds"]).ShouldBe("5");
    }

    [Fact]
    public async Task Form_with_files_and_a_link_keeps_bytes_and_order()
    {
        var prompt = Prompts.New();
        using var form = Form(("model", "seedance-2-0"), ("prompt", prompt));
        var file = new ByteArrayContent(Images.Png);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        form.Add(file, "reference_images[]", "anonymous_file");
        form.Add(new StringContent("https://example.com/b.png"), "reference_images[]");
        form.Add(new ByteArrayContent(Images.Png), "reference_images[]", "c.jpg");

        await CreateAsync(form);

        ImagesSent(prompt).ShouldBe([("reference_image", Images.PngUrl), ("reference_image", "https://example.com/b.png"), ("reference_image", Images.PngUrl)]);
    }

    [Fact]
    public async Task Form_with_frames_as_files_sends_both()
    {
        var prompt = Prompts.New();
        using var form = Form(("model", "seedance-2-0"), ("prompt", prompt));
        form.Add(new ByteArrayContent(Images.Png), "image", "a.png");
        form.Add(new ByteArrayContent(Images.Png), "last_frame", "b.png");

        await CreateAsync(form);

        ImagesSent(prompt).ShouldBe([("first_frame", Images.PngUrl), ("last_frame", Images.PngUrl)]);
    }

    private static MultipartFormDataContent Form(params (string Name, string Value)[] fields)
    {
        // Its boundary is quoted, as .NET writes it.
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return form;
    }

    private async Task<JsonNode> CreateAsync(MultipartFormDataContent form)
    {
        using var response = await _bed.Gateway.Client.PostAsync("/v1/videos", form);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonNode.Parse(text)!;
    }

    private IEnumerable<(string? Role, string? Url)> ImagesSent(string prompt) =>
        _bed.Upstream.Script(prompt).LastBody!["content"]!.AsArray().Skip(1).Select(i => ((string?)i!["role"], (string?)i["image_url"]!["url"]));
}

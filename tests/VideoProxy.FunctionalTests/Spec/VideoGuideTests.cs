using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Sandbox;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Spec;

/// <summary>LLM Gateway's guide to its video API: its examples, its tables of sizes and prices, its callbacks.</summary>
public sealed class VideoGuideTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private const string Landscape = "1280x720 720x1280 1920x1080 1080x1920";
    private const string Large = "3840x2160 2160x3840";
    private static readonly (string Fields, decimal Cost)[] Together =
    [
        ("""{"model":"seedance-1-5-pro","audio":false}""", 0.1296m),
        ("""{"model":"seedance-1-5-pro","audio":true}""", 0.2592m),
        ("""{"model":"seedance-2-0","image":{"url":"https://example.com/first.png"}}""", 0.756m),
        ("""{"model":"seedance-2-0","image":{"url":"PNG"},"last_frame":{"url":"PNG"}}""", 0.756m),
        ("""{"model":"seedance-2-0","reference_images":[{"url":"PNG"},"https://example.com/r.png",{"image_url":"PNG"}]}""", 0.756m),
        ("""{"model":"seedance-2-0-fast","input_reference":{"image_url":"https://example.com/r.png"}}""", 0.605m),
        ("""{"model":"seedance-2-0-fast","input_reference":["PNG","PNG"],"audio":false,"n":1}""", 0.605m),
        ("""{"model":"veo-3.1-generate-preview","seconds":4,"image":"PNG","last_frame":"PNG"}""", 1.6m),
        ("""{"model":"veo-3.1-fast-generate-preview","seconds":8,"reference_images":["PNG","PNG","PNG"]}""", 1.2m),
        ("""{"model":"veo-3.1-fast-generate-preview","seconds":8,"audio":false,"input_reference":"PNG"}""", 1.2m),
    ];

    // In the order of the sizes: those of 720p, of 1080p, and of 4k where there are such.
    private static readonly (string Model, int[] Seconds, decimal[] Prices)[] Charged =
    [
        ("google-vertex/veo-3.1-generate-preview", [4, 6, 8, 10, 4, 6], [0.40m, 0.40m, 0.40m, 0.40m, 0.60m, 0.60m]),
        ("google-vertex/veo-3.1-fast-generate-preview", [10, 8, 6, 4, 10, 8], [0.15m, 0.15m, 0.15m, 0.15m, 0.35m, 0.35m]),
        ("seedance-2-0", [5, 10, 5, 10], [0.1512m, 0.1512m, 0.3402m, 0.3402m]),
        ("seedance-2-0-fast", [10, 5, 10, 5], [0.121m, 0.121m, 0.2722m, 0.2722m]),
        ("seedance-1-5-pro", [5, 10, 10, 5], [0.05184m, 0.05184m, 0.1166m, 0.1166m]),
    ];

    private readonly SandboxBed _bed = shared.Bed;

    [Fact]
    public async Task Printed_lines_create_poll_and_download()
    {
        var created = await _bed.PasteJsonAsync("""
            curl -sS -X POST "$BASE/v1/videos" -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{
            "model": "veo-3.1-generate-preview", "prompt": "A waterfall in the rainforest, seen from above", "seconds": 8, "size": "1920x1080" }'
            """);

        foreach (var absent in (string[])["completed_at", "expires_at", "error"])
            (created.AsObject().TryGetPropertyValue(absent, out var value) && value is null).ShouldBeTrue(created.ToJsonString());
        ((string?)created["object"], (string?)created["model"], (string?)created["status"], (int?)created["progress"])
            .ShouldBe(("video", "veo-3.1-generate-preview", "queued", 0));
        ((long)created["created_at"]!).ShouldBeGreaterThan(1_773_600_000);

        var id = (string)created["id"]!;
        // As a client does that has no other way to wait.
        var line = $"curl -sS \"$BASE/v1/videos/{id}\" -H \"Authorization: Bearer $KEY\"";
        var job = await Until.FoundAsync(
            async () => await _bed.PasteJsonAsync(line) is var now && (string?)now["status"] is not ("queued" or "in_progress") ? now : null, id, TimeSpan.FromMinutes(2));
        ((string?)job["status"], (int?)job["progress"]).ShouldBe(("completed", 100));
        ((decimal?)job["usage"]!["cost"]).ShouldBe(3.2m);

        await _bed.PasteAsync($"curl -sS \"$BASE/v1/videos/{id}/content\" -H \"Authorization: Bearer $KEY\" --output guide.mp4");
        SpecCalls.ShouldBeVideo(await File.ReadAllBytesAsync(_bed.Temp.Join("guide.mp4")));
    }

    [Theory]
    [InlineData("google-vertex/veo-3.1-generate-preview", Landscape, "4 6 8 10", 0.40, 0.40)]
    [InlineData("google-vertex/veo-3.1-fast-generate-preview", Landscape, "4 6 8 10", 0.15, 0.15)]
    [InlineData("google-vertex/veo-3.1-generate-preview", Large, "4 6 8 10", 0.60, 0.60)]
    [InlineData("google-vertex/veo-3.1-fast-generate-preview", Large, "4 6 8 10", 0.35, 0.35)]
    [InlineData("avalanche/veo-3.1-generate-preview", "1920x1080 1080x1920", "8", 0.40, null)]
    [InlineData("avalanche/veo-3.1-fast-generate-preview", "1920x1080 1080x1920", "8", 0.15, null)]
    [InlineData("avalanche/veo-3.1-generate-preview", Large, "8", 0.60, null)]
    [InlineData("avalanche/veo-3.1-fast-generate-preview", Large, "8", 0.35, null)]
    [InlineData("bytedance/seedance-2-0", "1280x720 720x1280", "5 10", 0.1512, 0.1512)]
    [InlineData("bytedance/seedance-2-0", "1920x1080 1080x1920", "5 10", 0.3402, 0.3402)]
    [InlineData("bytedance/seedance-2-0-fast", "1280x720 720x1280", "5 10", 0.121, 0.121)]
    [InlineData("bytedance/seedance-2-0-fast", "1920x1080 1080x1920", "5 10", 0.2722, 0.2722)]
    [InlineData("bytedance/seedance-1-5-pro", "1280x720 720x1280", "5 10", 0.05184, 0.02592)]
    [InlineData("bytedance/seedance-1-5-pro", "1920x1080 1080x1920", "5 10", 0.1166, 0.05832)]
    public async Task Row_of_the_price_table_is_what_an_estimate_says(string model, string sizes, string seconds, double loud, double? silent)
    {
        foreach (var size in sizes.Split(' '))
        foreach (var duration in seconds.Split(' ').Select(int.Parse))
        {
            ((decimal?)(await EstimateAsync(null))["cost"]).ShouldBe((decimal)loud * duration);
            ((decimal?)(await EstimateAsync(true))["cost"]).ShouldBe((decimal)loud * duration);
            if (silent is { } price) ((decimal?)(await EstimateAsync(false))["cost"]).ShouldBe((decimal)price * duration);

            async Task<JsonNode> EstimateAsync(bool? audio)
            {
                var body = Body(model, duration, size);
                if (audio is not null) body["audio"] = audio;
                var estimate = await _bed.EstimateAsync(body);
                ((string?)estimate["provider"], (string?)estimate["size"], (string?)estimate["seconds"]).ShouldBe((model.Split('/')[0], size, $"{duration}"));
                return estimate;
            }
        }
    }

    [Fact]
    public async Task Sizes_and_durations_of_the_table_are_made_and_charged_by_it()
    {
        var sizes = $"{Landscape} {Large}".Split(' ');
        var wanted = Charged.SelectMany(row => sizes.Zip(row.Seconds, row.Prices).Select(made => (row.Model, Size: made.First, Seconds: made.Second, Price: made.Third)));

        await Task.WhenAll(wanted.Select(async want =>
        {
            var job = await _bed.MakeAsync(Body(want.Model, want.Seconds, want.Size));
            ((decimal?)job["usage"]!["cost"], (string?)job["size"], (string?)job["seconds"]).ShouldBe((want.Price * want.Seconds, want.Size, $"{want.Seconds}"));
        }));
    }

    [Theory]
    [InlineData("avalanche/veo-3.1-generate-preview", 8, "1280x720", "size")]
    [InlineData("avalanche/veo-3.1-fast-generate-preview", 4, "1920x1080", "seconds")]
    [InlineData("google-vertex/veo-3.1-generate-preview", 5, "1280x720", "seconds")]
    [InlineData("google-vertex/veo-3.1-generate-preview", 8, "640x480", "size")]
    [InlineData("seedance-2-0", 8, "1280x720", "seconds")]
    [InlineData("seedance-1-5-pro", 5, "3840x2160", "size")]
    public async Task Size_or_duration_outside_of_the_table_is_refused(string model, int seconds, string size, string param)
    {
        using var response = await _bed.Gateway.PostAsync(Body(model, seconds, size).ToJsonString());
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported", param);
    }

    [Theory]
    [InlineData("1280x720", "720p", "16:9")]
    [InlineData("720x1280", "720p", "9:16")]
    [InlineData("1920x1080", "1080p", "16:9")]
    [InlineData("1080x1920", "1080p", "9:16")]
    public async Task Seedance_takes_its_aspect_ratio_from_the_size(string size, string resolution, string ratio)
    {
        var native = (await _bed.EstimateAsync(Body("seedance-2-0", 5, size)))["parameters"]!;
        ((string?)native["resolution"], (string?)native["ratio"]).ShouldBe((resolution, ratio));
    }

    [Fact]
    public async Task Documented_fields_together_make_a_video() => await Task.WhenAll(Together.Select(async row =>
    {
        var body = SpecCalls.Parse(row.Fields);
        body["prompt"] = Prompts.New();
        body["seconds"] ??= 5;
        ((decimal?)(await _bed.MakeAsync(body))["usage"]!["cost"]).ShouldBe(row.Cost, row.Fields);
    }));

    [Theory]
    [InlineData("""{"seconds":8}""", "prompt")]
    [InlineData("""{"prompt":"p"}""", "seconds")]
    [InlineData("""{"prompt":"p","seconds":8,"n":2}""", "n")]
    [InlineData("""{"prompt":"p","seconds":8,"size":"wide"}""", "size")]
    [InlineData("""{"prompt":"p","seconds":8,"last_frame":{"url":"PNG"}}""", "last_frame")]
    [InlineData("""{"prompt":"p","seconds":8,"image":{"url":"PNG"},"reference_images":["PNG"]}""", "image")]
    [InlineData("""{"prompt":"p","seconds":8,"reference_images":["PNG"],"input_reference":"PNG"}""", "input_reference")]
    [InlineData("""{"prompt":"p","seconds":8,"callback_url":"https://example.com/webhooks/video"}""", "callback_secret")]
    [InlineData("""{"prompt":"p","seconds":8,"callback_secret":"whsec_your_secret_here"}""", "callback_url")]
    public async Task Field_outside_of_its_rule_is_refused(string fields, string param)
    {
        using var response = await _bed.Gateway.PostAsync(SpecCalls.Parse(fields).ToJsonString());
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", param);
    }

    [Fact]
    public async Task Printed_callback_line_creates_a_video()
    {
        var created = await _bed.PasteJsonAsync("""
            curl -sS -X POST "$BASE/v1/videos" -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{
            "model": "veo-3.1-fast-generate-preview", "prompt": "Waves and black rock, slowly", "seconds": 8,
            "callback_url": "https://example.com/webhooks/video", "callback_secret": "whsec_your_secret_here" }'
            """);

        (await _bed.Gateway.Client.GetStringAsync($"/v1/videos/{created["id"]}/callbacks")).ShouldNotContain(TestBed.Secret);
        ((string?)(await _bed.CompletedAsync((string)created["id"]!))["model"]).ShouldBe("veo-3.1-fast-generate-preview");
    }

    [Fact]
    public async Task End_is_told_verified_as_printed_tried_again_and_on_record() => await Task.WhenAll(
        ShouldBeToldAsync(Body("veo-3.1-fast-generate-preview", 8, "1280x720"), "", "video.completed", "completed"),
        ShouldBeToldAsync(Body("seedance-2-0-fast", 5, "1280x720"), " [sandbox: fail]", "video.failed", "failed"));

    [Theory]
    [InlineData("veo-3.1-generate-preview", "google-vertex", Landscape + " " + Large, "[4,6,8,10]")]
    [InlineData("veo-3.1-fast-generate-preview", "google-vertex", Landscape + " " + Large, "[4,6,8,10]")]
    [InlineData("veo-3.1-generate-preview", "avalanche", "1920x1080 1080x1920 " + Large, "[8]")]
    [InlineData("veo-3.1-fast-generate-preview", "avalanche", "1920x1080 1080x1920 " + Large, "[8]")]
    [InlineData("seedance-2-0", "bytedance", Landscape, "[5,10]")]
    [InlineData("seedance-2-0-fast", "bytedance", Landscape, "[5,10]")]
    [InlineData("seedance-1-5-pro", "bytedance", Landscape, "[5,10]")]
    public async Task Models_call_tells_the_table(string model, string provider, string sizes, string seconds)
    {
        var list = JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync("/v1/models?output_modalities=video"))!["data"]!.AsArray();
        var offered = list.Single(item => (string?)item!["id"] == model)!["providers"]!.AsArray().Single(item => (string?)item!["id"] == provider)!;
        offered["sizes"]!.AsArray().Select(size => (string)size!).ShouldBe(sizes.Split(' '));
        offered["seconds"]!.ToJsonString().ShouldBe(seconds);
    }

    private async Task ShouldBeToldAsync(JsonObject body, string script, string type, string status)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerFirst("end", 500);
        (body["prompt"], body["callback_url"], body["callback_secret"]) = (Prompts.New() + script, receiver.Address("end"), TestBed.Secret);
        var id = await _bed.Gateway.CreateIdAsync(body);

        var (first, again) = (await receiver.NextAsync("end"), await receiver.NextAsync("end", 2));

        foreach (var callback in (Received[])[first, again])
        {
            (await callback.VerifyInNodeAsync(TestBed.Secret)).ShouldBe("accepted");
            ((string?)callback.Json["type"], (string?)callback.Json["data"]!["id"], (string?)callback.Json["data"]!["status"]).ShouldBe((type, id, status));
            callback.Headers["webhook-id"].ShouldBe((string?)callback.Json["id"]);
        }

        again.Headers["webhook-id"].ShouldBe(first.Headers["webhook-id"]);
        (await (again with { Body = again.Body.Replace(id, id + "x", StringComparison.Ordinal) }).VerifyInNodeAsync(TestBed.Secret)).ShouldBe("refused");
        var statuses = await Until.FoundAsync(
            async () => await DeliveriesAsync(id) is { Length: 2 } two ? two : null, "two deliveries on record");
        statuses.ShouldBe([500, 200]);
        receiver.For("end").Count.ShouldBe(2);
    }

    private static JsonObject Body(string model, int seconds, string size) =>
        new() { ["model"] = model, ["prompt"] = Prompts.New(), ["seconds"] = seconds, ["size"] = size };

    private async Task<int[]> DeliveriesAsync(string id) =>
        [.. JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync($"/v1/videos/{id}/callbacks"))!["data"]!.AsArray().Single()!["deliveries"]!.AsArray()
            .OrderBy(d => d!["at"]!.ToJsonString(), StringComparer.Ordinal).Select(d => (int)d!["status"]!)];
}

using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>What makes a difference at these providers, beyond <see cref="EveryModelTests"/>: resolutions, lengths, inputs and options. All at once: an upgrade is asked for every half minute.</summary>
public sealed class ModelsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private SandboxBed _bed = null!;

    public async Task InitializeAsync() => _bed = await SandboxBed.StartAsync();

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Avalanche_models_complete_at_the_asked_resolution_and_download()
    {
        (string Model, string Size, string Made)[] wanted =
        [
            ("avalanche/veo-3.1-lite-generate-preview", "1280x720", "720p"),
            ("avalanche/veo-3.1-lite-generate-preview", "1080x1920", "1080p"),
            ("avalanche/veo-3.1-lite-generate-preview", "3840x2160", "4k"),
            ("avalanche/veo-3.1-generate-preview", "1920x1080", "1080p"),
            ("avalanche/veo-3.1-generate-preview", "2160x3840", "4k"),
            ("avalanche/veo-3.1-fast-generate-preview", "1920x1080", "1080p"),
            ("avalanche/veo-3.1-fast-generate-preview", "3840x2160", "4k"),
        ];

        var made = await Task.WhenAll(wanted.Select(want => MakeAsync(want.Model, 8, want.Size)));

        made.Select(content => content.Contains("-720p.mp4", StringComparison.Ordinal) ? "720p" : content.Contains("-1080p.mp4", StringComparison.Ordinal) ? "1080p" : "4k")
            .ShouldBe(wanted.Select(want => want.Made));
    }

    [Fact]
    public async Task Avalanche_takes_images_as_bytes_and_as_links()
    {
        const string Fast = "avalanche/veo-3.1-fast-generate-preview";
        await Task.WhenAll(
            MakeAsync("avalanche/veo-3.1-lite-generate-preview", 8, "1280x720", body => (body["image"], body["last_frame"]) = (Images.PngUrl, "https://cdn.example.com/l.png")),
            MakeAsync(Fast, 8, "1920x1080", body => body["reference_images"] = new JsonArray(Images.PngUrl, Images.PngUrl, "https://cdn.example.com/r.png")));
    }

    [Fact]
    public async Task MiniMax_models_complete_and_download() => await Task.WhenAll(
        MakeAsync("minimax-hailuo-2.3", 10, "1366x768", Silent),
        MakeAsync("minimax-hailuo-2.3", 6, "1920x1080", Silent),
        MakeAsync("minimax/hailuo-2.3", 6, null, body => (body["audio"], body["image"]) = (false, Images.PngUrl)),
        MakeAsync("minimax/hailuo-2.3-fast", 6, "1920x1080", body => (body["audio"], body["provider_options"]) = (false, new JsonObject { ["prompt_optimizer"] = true })),
        MakeAsync("minimax-h3", 4, "2560x1440"),
        MakeAsync("minimax-h3", 15, "1792x768", body => body["reference_videos"] = new JsonArray("https://cdn.example.com/v.mp4")),
        MakeAsync("minimax-h3-max", 5, "854x480", body => (body["image"], body["provider_options"]) = (Images.PngUrl, new JsonObject { ["prompt_expansion_mode"] = "quality" })));

    [Fact]
    public async Task Seedance_models_of_today_complete_and_download() => await Task.WhenAll(
        MakeAsync("seedance-2-5", 30, "1920x1080"),
        MakeAsync("seedance-2-5", 4, "864x496", body => body["image"] = Images.PngUrl),
        MakeAsync("seedance-2-0-mini", 4, "496x864"));

    [Theory]
    [InlineData("avalanche/veo-3.1-lite-generate-preview", 8, "1280x720")]
    [InlineData("minimax-hailuo-2.3", 6, "1366x768")]
    [InlineData("minimax-h3", 5, "1366x768")]
    public async Task Prompt_that_scripts_a_fault_has_it(string model, int seconds, string size)
    {
        using var limited = await _bed.Gateway.PostAsync(Body(model, seconds, size, " [sandbox: 429]").ToJsonString());
        await limited.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");

        var failed = await EndAsync(await _bed.Gateway.CreateIdAsync(Body(model, seconds, size, " [sandbox: fail]")));
        ((string?)failed["status"], (string?)failed["error"]!["code"]).ShouldBe(("failed", "internal"));
        var filtered = await EndAsync(await _bed.Gateway.CreateIdAsync(Body(model, seconds, size, " [sandbox: filter]")));
        ((string?)filtered["status"], (string?)filtered["error"]!["code"]).ShouldBe(("failed", "content_policy"));
    }

    [Fact]
    public async Task Hailuo_of_ten_seconds_at_1080p_is_refused_and_not_cut()
    {
        using var response = await _bed.Gateway.PostAsync(Body("minimax-hailuo-2.3", 10, "1920x1080").ToJsonString());

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported", "seconds")).ShouldContain("6 seconds at 1080p");
    }

    private static void Silent(JsonObject body) => body["audio"] = false;

    private static JsonObject Body(string model, int seconds, string? size, string script = "")
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = Prompts.New() + script, ["seconds"] = seconds };
        if (size is not null) body["size"] = size;
        if (model.Contains("hailuo", StringComparison.Ordinal)) body["audio"] = false;
        return body;
    }

    private async Task<JsonNode> EndAsync(string id) => await Until.FoundAsync(
        async () => await _bed.Gateway.RetrieveAsync(id) is var job && (string?)job["status"] is not ("queued" or "in_progress") ? job : null, $"the end of {id}", Patience);

    /// <summary>Where the provider said that the bytes are.</summary>
    private async Task<string> MakeAsync(string model, int seconds, string? size, Action<JsonObject>? edit = null)
    {
        var body = Body(model, seconds, size);
        edit?.Invoke(body);
        var id = await _bed.Gateway.CreateIdAsync(body);
        var job = await EndAsync(id);
        ((string?)job["status"]).ShouldBe("completed", job.ToJsonString());

        using var content = await _bed.Gateway.ContentAsync(id);
        content.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        (await content.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(1000);
        await using var db = new SqliteConnection($"Data Source={_bed.Temp.Join("data", "videoproxy.db")}");
        return await db.QuerySingleAsync<string>("SELECT content FROM attempts WHERE job_id = @id", new { id });
    }
}

using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

public sealed class ModelsTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Models_lists_each_model_with_what_its_providers_offer()
    {
        var list = await GetAsync("/v1/models");

        ((string?)list["object"]).ShouldBe("list");
        var models = list["data"]!.AsArray();
        models.Select(m => (string?)m!["id"]).ShouldBeUnique();
        var model = models.Single(m => (string?)m!["id"] == "seedance-1-5-pro")!;
        model.AsObject().Select(member => member.Key).ShouldBe(["id", "object", "created", "owned_by", "name", "providers"]);
        ((string?)model["object"], (long?)model["created"], (string?)model["owned_by"], (string?)model["name"]).ShouldBe(("model", 1765756800, "bytedance", "Seedance 1.5 Pro"));
        var expected = JsonNode.Parse("""
            {
              "id": "bytedance", "sizes": ["1280x720", "720x1280", "1920x1080", "1080x1920"], "seconds": [5, 10], "audio": "optional",
              "inputs": {"firstFrame": true, "lastFrame": true, "referenceImages": 0, "referenceVideos": 0, "referenceAudios": 0},
              "prices": {"720p": {"audio": 0.05184, "silent": 0.02592}, "1080p": {"audio": 0.1166, "silent": 0.05832}},
              "passthrough": {"watermark": {"type": "boolean"}, "camera_fixed": {"type": "boolean"}, "return_last_frame": {"type": "boolean"}}
            }
            """)!;
        model["providers"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(expected.ToJsonString());
    }

    [Fact]
    public async Task Models_filtered_by_output_are_all_or_none()
    {
        var all = (await GetAsync("/v1/models"))["data"]!.AsArray().Count;

        (await GetAsync("/v1/models?output_modalities=video"))["data"]!.AsArray().Count.ShouldBe(all);
        (await GetAsync("/v1/models?output_modalities=text,video"))["data"]!.AsArray().Count.ShouldBe(all);
        (await GetAsync("/v1/models?output_modalities=text"))["data"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("seedance-2-0", "seedance-2-0")]
    [InlineData("bytedance/seedance-2-0", "seedance-2-0")]
    [InlineData("bytedance/seedance-2.0", "bytedance/seedance-2.0")]
    [InlineData("bytedance%2Fseedance-2.0", "bytedance/seedance-2.0")]
    public async Task Model_is_found_by_every_name_that_a_create_takes(string asked, string id) =>
        ((string?)(await GetAsync($"/v1/models/{asked}"))["id"]).ShouldBe(id);

    [Fact]
    public async Task Model_of_several_providers_names_them_all_and_a_retired_one_is_gone()
    {
        var second = ConfigFolder.SecondProvider("second", "seedance-2-0", _bed.Upstream.BaseUrl);
        var old = second["models"]![0]!.DeepClone();
        (old["id"], old["retired"]) = ("seedance-0", new JsonObject { ["on"] = "2026-01-01", ["successor"] = "seedance-2-0" });
        second["models"]!.AsArray().Add(old);
        await using var bed = await TestBed.StartAsync(bed => bed.Config.WriteProvider("second", second.ToJsonString()));

        var model = JsonNode.Parse(await bed.Gateway.Client.GetStringAsync("/v1/models/seedance-2-0"))!;
        model["providers"]!.AsArray().Select(p => (string?)p!["id"]).ShouldBe(["bytedance", "second"]);
        (await bed.Gateway.Client.GetStringAsync("/v1/models")).ShouldNotContain("seedance-0");
        using var retired = await bed.Gateway.Client.GetAsync("/v1/models/seedance-0");
        (await retired.ShouldBeErrorAsync(410, "invalid_request_error", "model_retired", "model")).ShouldContain("seedance-2-0");
    }

    [Fact]
    public async Task Model_that_is_not_offered_is_not_found()
    {
        using var response = await _bed.Gateway.Client.GetAsync("/v1/models/gpt-9");
        await response.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
    }

    [Fact]
    public async Task Models_without_a_key_are_refused()
    {
        using var client = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };
        using var response = await client.GetAsync("/v1/models");
        await response.ShouldBeErrorAsync(401, "authentication_error", "invalid_api_key");
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync(path))!;
}

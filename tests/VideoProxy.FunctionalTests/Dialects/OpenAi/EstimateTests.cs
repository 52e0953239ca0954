using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

public sealed class EstimateTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Estimate_tells_cost_provider_and_call_and_submits_nothing()
    {
        var prompt = Prompts.New();
        var before = await _bed.Gateway.Client.GetStringAsync("/v1/videos");
        var body = GatewayCalls.Body(prompt, model: "seedance-1-5-pro");
        (body["audio"], body["provider_options"]) = (false, new JsonObject { ["watermark"] = true });

        var estimate = await EstimateAsync(body);

        ((string?)estimate["object"], (string?)estimate["model"], (string?)estimate["provider"]).ShouldBe(("video.estimate", "seedance-1-5-pro", "bytedance"));
        ((decimal?)estimate["cost"]).ShouldBe(0.1296m);
        ((string?)estimate["seconds"], (string?)estimate["size"], (bool?)estimate["audio"]).ShouldBe(("5", "1280x720", false));
        ((string?)estimate["method"], (string?)estimate["path"]).ShouldBe(("POST", "/contents/generations/tasks"));
        ((string?)estimate["parameters"]!["content"]![0]!["text"], (bool?)estimate["parameters"]!["watermark"]).ShouldBe((prompt, true));
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
        (await _bed.Gateway.Client.GetStringAsync("/v1/videos")).ShouldBe(before);
    }

    [Fact]
    public async Task Estimate_shows_media_by_their_size_and_no_key()
    {
        var body = GatewayCalls.Body(Prompts.New());
        body["image"] = Images.PngUrl;

        var estimate = await EstimateAsync(body);

        var image = (string?)estimate["parameters"]!["content"]![1]!["image_url"]!["url"];
        image!.ShouldStartWith("<data:image/png;base64, about ");
        estimate.ToJsonString().ShouldNotContain(TestBed.UpstreamKey);
    }

    [Fact]
    public async Task Estimate_takes_a_form_as_a_create_does()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("seedance-2-0"), "model" }, { new StringContent(Prompts.New()), "prompt" }, { new StringContent("10"), "seconds" },
            { new ByteArrayContent(Images.Png), "input_reference", "a.png" },
        };

        using var response = await _bed.Gateway.Client.PostAsync("/v1/videos/estimate", form);

        ((decimal?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["cost"]).ShouldBe(1.512m);
    }

    [Theory]
    [InlineData("""{"prompt":"p","seconds":5,"speed":1}""", "unknown_field", "speed")]
    [InlineData("""{"prompt":"p","seconds":5,"model":"none"}""", "model_not_found", "model")]
    [InlineData("""{"prompt":"p","seconds":7,"model":"seedance-2-0"}""", "unsupported", "seconds")]
    public async Task Estimate_of_what_a_create_refuses_is_refused_alike(string body, string code, string param)
    {
        using var response = await PostAsync(body);
        await response.ShouldBeErrorAsync(400, "invalid_request_error", code, param);
    }

    private async Task<JsonNode> EstimateAsync(JsonObject body)
    {
        using var response = await PostAsync(body.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonNode.Parse(text)!;
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        _bed.Gateway.Client.PostAsync("/v1/videos/estimate", new StringContent(body, null, "application/json"));
}

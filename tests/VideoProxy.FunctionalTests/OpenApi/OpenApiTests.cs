using System.Text;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.OpenApi;

/// <summary>The documents say what the gateway does: real answers of every route fit them.</summary>
public sealed class OpenApiTests(RemakeBed shared) : IClassFixture<RemakeBed>
{
    private static readonly string[] NeverOffered = ["/characters", "/characters/{id}"];
    private readonly TestBed _bed = shared.Bed;
    private readonly AnswerLog _answers = new(shared.Bed.Gateway);

    [Theory]
    [InlineData("openai")]
    [InlineData("openrouter")]
    [InlineData("codegateway")]
    public async Task Document_is_served_without_a_key(string dialect)
    {
        using var stranger = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };

        var document = JsonNode.Parse(await stranger.GetStringAsync($"/openapi/{dialect}.json"))!;

        ((string?)document["openapi"]).ShouldBe("3.1.0");
    }

    [Fact]
    public async Task Answers_of_every_route_are_as_described()
    {
        var id = await SendOpenAiAsync();
        await SendOpenRouterAsync(id);
        await SendAsync("POST", "/v1/video/generate", new JsonObject { ["model"] = "bytedance/seedance-2.0", ["prompt"] = Prompts.New(), ["duration"] = 5 });
        foreach (var path in (string[])["/v1/video/generate", "/v1/videos", "/v1/videos/estimate", "/api/v1/videos"])
        {
            await SendAsync("POST", path, new JsonObject { ["model"] = "nobody/nothing", ["colour"] = 1 });
            await SendAsync("POST", path, JsonValue.Create("no object"));
            await SendAsync("PUT", path);
        }

        foreach (var path in (string[])["/v1/nothing", "/api/v1/nothing", "/v1/video/nothing"]) await SendAsync("GET", path);

        var (routes, seen) = await _answers.ShouldFitAsync(_bed.Temp);
        foreach (var route in routes)
        {
            seen.Keys.ShouldContain(route);
            var isOffered = !NeverOffered.Any(end => route.EndsWith(end, StringComparison.Ordinal));
            seen[route].ShouldContain(status => isOffered ? status < 300 : status == 400, route);
        }
    }

    private async Task<string> SendOpenAiAsync()
    {
        await SendAsync("POST", "/v1/videos/estimate", GatewayCalls.Body(Prompts.New()));
        var id = await SendAsync("POST", "/v1/videos", GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("openapi")));
        await SendAsync("GET", $"/v1/videos/{id}?wait=1");
        await _bed.Gateway.CompletedAsync(id);
        await _bed.Receiver.NextAsync("openapi");
        foreach (var path in (string[])["", "?wait=x", "/events", "/content", "/content?variant=none"]) await SendAsync("GET", $"/v1/videos/{id}{path}");
        await SendAsync("HEAD", $"/v1/videos/{id}/content");
        var callbacks = JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync($"/v1/videos/{id}/callbacks"))!;
        await SendAsync("GET", $"/v1/videos/{id}/callbacks");
        await SendAsync("POST", $"/v1/videos/{id}/callbacks/{callbacks["data"]![0]!["id"]}/redeliver");
        await SendAsync("POST", "/v1/videos/callbacks/test", new JsonObject { ["callback_url"] = _bed.Receiver.Address("test"), ["callback_secret"] = TestBed.Secret });
        await SendAsync("POST", "/v1/videos/callbacks/redeliver", new JsonObject { ["since"] = 1 });
        foreach (var path in (string[])["test", "redeliver"]) await SendAsync("POST", "/v1/videos/callbacks/" + path, new JsonObject());
        await SendAsync("POST", $"/v1/videos/{id}/cancel");
        await SendRemakesAsync(id);
        await SendAsync("POST", "/v1/videos/characters");
        foreach (var path in (string[])["videos/characters/a", "videos", "videos?limit=1", "videos?limit=0", "videos/none", "models", "models/seedance-2-0", "models/none"])
            await SendAsync("GET", "/v1/" + path);
        var gone = await SendAsync("POST", "/v1/videos", GatewayCalls.Body(Prompts.New()));
        await SendAsync("DELETE", $"/v1/videos/{gone}");
        await _bed.Gateway.CompletedAsync(gone);
        await SendAsync("DELETE", $"/v1/videos/{gone}");
        return id;
    }

    private async Task SendRemakesAsync(string other)
    {
        var (source, _) = await shared.MakeAsync();
        foreach (var id in (string[])[source, other, "video_none"])
        {
            await SendAsync("POST", $"/v1/videos/{id}/remix", new JsonObject { ["prompt"] = Prompts.New() });
            await SendAsync("POST", $"/v1/videos/{id}/remix");
            foreach (var end in (string[])["edits", "extensions"])
            {
                await SendAsync("POST", $"/v1/videos/{end}", new JsonObject { ["prompt"] = Prompts.New(), ["video"] = new JsonObject { ["id"] = id }, ["seconds"] = 4 });
                await SendAsync("POST", $"/v1/videos/{end}", new JsonObject { ["prompt"] = Prompts.New(), ["video"] = new JsonObject { ["id"] = id } });
            }
        }
    }

    private async Task SendOpenRouterAsync(string id)
    {
        await SendAsync("POST", "/api/v1/videos", new JsonObject { ["model"] = "seedance-2-0", ["prompt"] = Prompts.New(), ["duration"] = 5 });
        foreach (var path in (string[])["models", "none", id, id + "/content", id + "/content?index=1"]) await SendAsync("GET", "/api/v1/videos/" + path);
        await SendAsync("HEAD", $"/api/v1/videos/{id}/content");
    }

    /// <summary>The id in its answer, if there is one.</summary>
    private async Task<string> SendAsync(string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var (_, text) = await _answers.SendAsync(request);
        return text.StartsWith('{') ? (string?)JsonNode.Parse(text)!["id"] ?? "" : "";
    }
}

using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

public sealed class PreferWaitTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Create_with_wait_answers_the_finished_video()
    {
        using var response = await PostAsync(Prompts.New(), "wait=30");

        var job = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((string?)job["status"]).ShouldBe("completed");
        response.Headers.GetValues("Preference-Applied").ShouldBe(["wait=30"]);
        response.Headers.Contains("openai-poll-after-ms").ShouldBeFalse();
    }

    [Fact]
    public async Task Create_whose_wait_is_over_answers_the_unfinished_video_and_when_to_ask()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).StaysRunning = true;

        using var response = await PostAsync(prompt, "wait=1");

        ((int)response.StatusCode).ShouldBe(200);
        ((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["status"]).ShouldBeOneOf("queued", "in_progress");
        response.Headers.GetValues("openai-poll-after-ms").ShouldBe(["200"]);
        _bed.Upstream.Script(prompt).StaysRunning = false;
    }

    [Fact]
    public async Task Unfinished_answers_say_when_to_ask_again_and_finished_ones_do_not()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).StaysQueued = true;
        using var created = await PostAsync(prompt, null);
        var id = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["id"]!;
        using var unfinished = await _bed.Gateway.Client.GetAsync($"/v1/videos/{id}");
        _bed.Upstream.Script(prompt).StaysQueued = false;
        await _bed.Gateway.CompletedAsync(id);
        using var finished = await _bed.Gateway.Client.GetAsync($"/v1/videos/{id}");

        foreach (var answer in (HttpResponseMessage[])[created, unfinished]) answer.Headers.GetValues("openai-poll-after-ms").ShouldBe(["200"]);
        finished.Headers.Contains("openai-poll-after-ms").ShouldBeFalse();
    }

    private Task<HttpResponseMessage> PostAsync(string prompt, string? prefer)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/videos") { Content = new StringContent(GatewayCalls.Body(prompt).ToJsonString(), null, "application/json") };
        if (prefer is not null) request.Headers.Add("Prefer", prefer);
        return _bed.Gateway.Client.SendAsync(request);
    }
}

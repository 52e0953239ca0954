using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

public sealed class DeleteTests(OpenBed open) : IClassFixture<OpenBed>
{
    private readonly TestBed _bed = open.Bed;

    [Fact]
    public async Task Delete_finished_video_makes_every_call_for_it_not_found()
    {
        var job = await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New())));
        var id = (string)job["id"]!;

        using var response = await _bed.Gateway.Client.DeleteAsync($"/v1/videos/{id}");

        ((int)response.StatusCode).ShouldBe(200);
        (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"id":"{{id}}","object":"video.deleted","deleted":true}""");
        foreach (var path in (string[])[$"/v1/videos/{id}", $"/v1/videos/{id}/content", $"/v1/videos/{id}/events", (string)job["content"]![0]!["url"]!])
        {
            using var gone = await _bed.Gateway.Client.GetAsync(path);
            await gone.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        }

        using var canceled = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);
        await canceled.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        using var again = await _bed.Gateway.Client.DeleteAsync($"/v1/videos/{id}");
        await again.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
    }

    [Fact]
    public async Task Delete_unfinished_video_is_refused_and_it_goes_on()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).StaysRunning = true;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        using var response = await _bed.Gateway.Client.DeleteAsync($"/v1/videos/{id}");

        await response.ShouldBeErrorAsync(409, "invalid_request_error", "not_finished");
        response.Headers.GetValues("x-should-retry").ShouldBe(["false"]);
        _bed.Upstream.Script(prompt).StaysRunning = false;
        await _bed.Gateway.CompletedAsync(id);
    }

    [Fact]
    public async Task Delete_by_another_organisation_is_not_found()
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        await _bed.Gateway.CompletedAsync(id);

        using var response = await open.Stranger.DeleteAsync($"/v1/videos/{id}");

        await response.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        await _bed.Gateway.RetrieveAsync(id);
    }

    [Fact]
    public async Task Delete_before_the_callback_has_arrived_sends_it_without_content()
    {
        var (arrived, deleted) = (new TaskCompletionSource(), new TaskCompletionSource());
        _bed.Receiver.AnswerFirst("deleted", 500);
        _bed.Receiver.BeforeAnswer("deleted", _ =>
        {
            arrived.TrySetResult();
            return deleted.Task.WaitAsync(Until.Patience);
        });
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("deleted")));
        await arrived.Task.WaitAsync(Until.Patience);
        using var response = await _bed.Gateway.Client.DeleteAsync($"/v1/videos/{id}");
        deleted.SetResult();

        var before = (await _bed.Receiver.NextAsync("deleted")).Json;
        var after = (await _bed.Receiver.NextAsync("deleted", 2)).Json;

        before["data"]!["content"].ShouldNotBeNull();
        ((string?)after["type"], (string?)after["data"]!["id"], (string?)after["data"]!["status"]).ShouldBe(("video.completed", id, "completed"));
        after["data"]!.AsObject().ContainsKey("content").ShouldBeFalse();
    }

    [Fact]
    public async Task Delete_then_the_same_idempotency_key_submits_nothing_again()
    {
        var prompt = Prompts.New();
        using var created = await PostAsync(prompt);
        var id = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["id"]!;
        await _bed.Gateway.CompletedAsync(id);
        using var response = await _bed.Gateway.Client.DeleteAsync($"/v1/videos/{id}");

        using var again = await PostAsync(prompt);

        await again.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(1);
    }

    private Task<HttpResponseMessage> PostAsync(string prompt)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/videos") { Content = new StringContent(GatewayCalls.Body(prompt).ToJsonString(), null, "application/json") };
        request.Headers.Add("Idempotency-Key", "a key of DeleteTests");
        return _bed.Gateway.Client.SendAsync(request);
    }
}

using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class CancelTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Cancel_queued_job_takes_it_back_at_the_provider_and_charges_nothing()
    {
        var (id, script) = await CreateAsync("cancel-queued", script => script.StaysQueued = true);

        var canceled = await CancelAsync(id);

        ((string?)canceled["status"]).ShouldBe("canceled");
        ShouldSay(canceled, "canceled", 0);
        script.Deletions.ShouldBe(["queued"]);
        var callback = await _bed.Receiver.NextAsync("cancel-queued");
        ((string?)callback.Json["type"]).ShouldBe("video.failed");
        ((string?)callback.Json["data"]!["error"]!["code"]).ShouldBe("canceled");
    }

    [Fact]
    public async Task Cancel_running_job_comes_too_late_and_its_late_video_can_be_fetched()
    {
        var (id, script) = await CreateAsync("cancel-running", script => script.StaysRunning = true);

        var canceled = await CancelAsync(id);

        ((string?)canceled["status"]).ShouldBe("canceled");
        ShouldSay(canceled, "too_late", 0.756m);
        script.Deletions.ShouldBeEmpty();
        script.StaysRunning = false;
        var late = await Until.FoundAsync(async () => await _bed.Gateway.RetrieveAsync(id) is var job && job["content"] is not null ? job : null, "the late video");
        ((string?)late["status"]).ShouldBe("canceled");
        using var content = await _bed.Gateway.ContentAsync(id);
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
        _bed.Receiver.For("cancel-running").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_twice_and_after_completion_changes_nothing()
    {
        var (queued, script) = await CreateAsync("cancel-twice", script => script.StaysQueued = true);
        await CancelAsync(queued);
        ShouldSay(await CancelAsync(queued), "canceled", 0);
        script.Deletions.Count.ShouldBe(1);

        var (done, finished) = await CreateAsync("cancel-done", _ => { });
        await _bed.Gateway.CompletedAsync(done);
        var answer = await CancelAsync(done);
        ((string?)answer["status"]).ShouldBe("completed");
        ShouldSay(answer, "too_late", 0.756m);
        finished.Deletions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_during_the_submit_takes_the_task_back_once_it_is_accepted()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysQueued = true;
        var gate = new TaskCompletionSource();
        script.OnSubmit = _ => gate.Task;
        var create = _bed.Gateway.CreateAsync(GatewayCalls.Body(prompt));
        await script.Arrived;
        var id = (await JobRows.OfPromptAsync(_bed, prompt)).Single().Id;

        var canceled = await CancelAsync(id);
        ((string?)canceled["status"]).ShouldBe("canceled");
        ShouldSay(canceled, "pending", 0);
        gate.SetResult();

        ((string?)(await create)["status"]).ShouldBe("canceled");
        await Until.TrueAsync(() => Task.FromResult(!script.Deletions.IsEmpty), "the task taken back");
        script.Deletions.ShouldBe(["queued"]);
        await Until.TrueAsync(async () => (string?)(await CancelAsync(id))["cancellation"]!["provider"] == "canceled", "the provider's word");
    }

    [Fact]
    public async Task Cancel_of_an_unknown_job_or_with_another_method_is_refused()
    {
        using var missing = await _bed.Gateway.Client.PostAsync("/v1/videos/video_nothing/cancel", null);
        await missing.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        using var wrong = await _bed.Gateway.Client.GetAsync("/v1/videos/video_nothing/cancel");
        await wrong.ShouldBeErrorAsync(405, "invalid_request_error", "method_not_allowed");
    }

    private async Task<(string Id, ArkScript Script)> CreateAsync(string hook, Action<ArkScript> prepare)
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        prepare(script);
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook)));
        if (script.StaysRunning) await Until.TrueAsync(async () => (string?)(await _bed.Gateway.RetrieveAsync(id))["status"] == "in_progress", "the job running");
        return (id, script);
    }

    private async Task<JsonNode> CancelAsync(string id)
    {
        using var response = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonNode.Parse(text)!;
    }

    private static void ShouldSay(JsonNode job, string provider, decimal charged)
    {
        ((string?)job["cancellation"]!["provider"]).ShouldBe(provider, job.ToJsonString());
        ((decimal)job["cancellation"]!["charged"]!).ShouldBe(charged, job.ToJsonString());
    }
}

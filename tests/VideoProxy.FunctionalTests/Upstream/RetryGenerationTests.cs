using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>The cheap provider's file says <c>retryGeneration</c>; the other one offers the same model for more.</summary>
public sealed class RetryGenerationTests : IAsyncLifetime
{
    private const string Model = "seedance-2-0";
    private const string Retryable = "InternalServiceError";
    private UpstreamDouble _cheap = null!;
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        _cheap = await UpstreamDouble.StartAsync();
        _bed = await TestBed.StartAsync(bed => bed.Config.WriteProvider("cheap", Cheap(_cheap.BaseUrl).ToJsonString()));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _cheap.DisposeAsync();
    }

    [Fact]
    public async Task Video_that_failed_while_it_was_made_is_made_elsewhere_for_that_ones_price()
    {
        var prompt = Fails(Retryable);

        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("moved")));
        var job = await _bed.Gateway.CompletedAsync(id);

        ((string?)job["provider"]).ShouldBe("bytedance");
        ((decimal)job["usage"]!["cost"]!).ShouldBe(0.756m);
        (await AttemptsAsync(id)).ShouldBe(["cheap accepted internal", "bytedance accepted "]);
        (_cheap.Script(prompt).Submissions, _bed.Upstream.Script(prompt).Submissions).ShouldBe((1, 1));
        using var content = await _bed.Gateway.ContentAsync(id);
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
        ((string?)(await _bed.Receiver.NextAsync("moved")).Json["type"]).ShouldBe("video.completed");
        _bed.Receiver.For("moved").Count.ShouldBe(1);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Image_of_the_client_is_kept_until_the_end_and_goes_along()
    {
        var prompt = Fails(Retryable);
        var script = _bed.Upstream.Script(prompt);
        script.StaysRunning = true;
        var body = GatewayCalls.Body(prompt);
        body["image"] = Images.PngUrl;

        var id = await _bed.Gateway.CreateIdAsync(body);
        await script.Answered;
        (await KeptAsync()).ShouldBe(1);
        script.StaysRunning = false;
        await _bed.Gateway.CompletedAsync(id);

        ((string?)script.LastBody!["content"]![1]!["image_url"]!["url"]).ShouldBe(Images.PngUrl);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Fault_of_the_request_is_not_tried_elsewhere()
    {
        var prompt = Fails("OutputVideoSensitiveContentDetected");

        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        await ShouldFailAsync(id, "content_policy");
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Pinned_video_is_not_made_elsewhere_nor_is_its_request_kept()
    {
        var prompt = Fails(Retryable);

        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, model: "cheap/" + Model));
        (await KeptAsync()).ShouldBe(0);

        await ShouldFailAsync(id, "internal");
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Provider_without_the_flag_keeps_its_failures()
    {
        var file = Cheap(_cheap.BaseUrl);
        file["retryGeneration"] = false;
        _bed.Config.WriteProvider("cheap", file.ToJsonString());
        await Until.TrueAsync(() => Task.FromResult(_bed.Gateway.Log.Split("Configuration in force").Length > 2), "the edit in force");
        var prompt = Fails(Retryable);

        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        await ShouldFailAsync(id, "internal");
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_else_takes_it_and_the_client_is_told_why_it_failed_first()
    {
        var prompt = Fails(Retryable);
        _bed.Upstream.Script(prompt).OnSubmit = context =>
            UpstreamDouble.AnswerAsync(context, 429, """{"error":{"code":"AccountRateLimitExceeded","message":"refused","type":"x","param":""} }""");

        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("refused")));

        await ShouldFailAsync(id, "internal");
        (await AttemptsAsync(id)).ShouldBe(["cheap accepted internal", "bytedance rejected rate_limited"]);
        ((string?)(await _bed.Receiver.NextAsync("refused")).Json["type"]).ShouldBe("video.failed");
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Retry_without_an_answer_is_not_sent_again()
    {
        var prompt = Fails(Retryable);
        _bed.Upstream.Script(prompt).OnSubmit = UpstreamDouble.ResetAsync;

        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        await ShouldFailAsync(id, "submission_unknown");
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(1);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Gateway_killed_during_a_retry_finds_its_task_again_and_submits_nothing_twice()
    {
        var prompt = Fails(Retryable);
        var script = _bed.Upstream.Script(prompt);
        (script.TakesSilently, script.OnSubmit) = (true, Hold.UntilGoneAsync);
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await script.Arrived;

        await _bed.Gateway.KillAsync();
        await _bed.StartGatewayAsync();

        ((string?)(await _bed.Gateway.CompletedAsync(id))["provider"]).ShouldBe("bytedance");
        (_cheap.Script(prompt).Submissions, script.Submissions).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Cancel_during_a_retry_takes_it_back_once_it_is_accepted()
    {
        var prompt = Fails(Retryable);
        var script = _bed.Upstream.Script(prompt);
        script.StaysQueued = true;
        var gate = new TaskCompletionSource();
        script.OnSubmit = _ => gate.Task;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await script.Arrived;

        using var canceled = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);
        ((string?)JsonNode.Parse(await canceled.Content.ReadAsStringAsync())!["status"]).ShouldBe("canceled");
        gate.SetResult();

        await Until.TrueAsync(() => Task.FromResult(!script.Deletions.IsEmpty), "the task taken back");
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Stop_waits_for_a_retry_that_is_on_the_wire()
    {
        var prompt = Fails(Retryable);
        var script = _bed.Upstream.Script(prompt);
        var gate = new TaskCompletionSource();
        script.OnSubmit = _ => gate.Task;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await script.Arrived;

        await _bed.Gateway.BeginStopAsync();
        gate.SetResult();
        (await _bed.Gateway.EndAsync()).ShouldBe(0);

        (await AttemptsAsync(id)).ShouldBe(["cheap accepted internal", "bytedance accepted "]);
    }

    private string Fails(string code)
    {
        var prompt = Prompts.New(code);
        _cheap.Script(prompt).FailWith(code);
        return prompt;
    }

    private async Task ShouldFailAsync(string id, string code) =>
        ((string?)(await _bed.Gateway.FinishedAsync(id))["error"]!["code"]).ShouldBe(code);

    private Task<IReadOnlyList<string>> AttemptsAsync(string id) => JobRows.QueryAsync<string>(
        _bed, "SELECT provider || ' ' || state || ' ' || COALESCE(fault_kind, '') FROM attempts WHERE job_id = @id ORDER BY number", new { id });

    private async Task<long> KeptAsync() => (await JobRows.QueryAsync<long>(_bed, "SELECT COUNT(*) FROM requests")).Single();

    private static JsonObject Cheap(string address)
    {
        var file = ConfigFolder.SecondProvider("cheap", Model, address);
        file["retryGeneration"] = true;
        file["models"]![0]!["prices"] = new JsonObject { ["720p"] = 0.001, ["1080p"] = 0.002 };
        return file;
    }
}

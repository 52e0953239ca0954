using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>The cheap provider's file says <c>retryGeneration</c>; the other one offers the same model for more.</summary>
public sealed class RetryGenerationTests : IAsyncLifetime
{
    private const string Retryable = "InternalServiceError";
    private CheaperBed _beds = null!;

    private TestBed Bed => _beds.Bed;

    private UpstreamDouble Cheap => _beds.Cheap;

    public async Task InitializeAsync() => _beds = await CheaperBed.StartAsync(file => file["retryGeneration"] = true);

    public async Task DisposeAsync() => await _beds.DisposeAsync();

    [Fact]
    public async Task Video_that_failed_while_it_was_made_is_made_elsewhere_for_that_ones_price()
    {
        var prompt = Fails(Retryable);

        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, Bed.Receiver.Address("moved")));
        var job = await Bed.Gateway.CompletedAsync(id);

        ((string?)job["provider"]).ShouldBe("bytedance");
        ((decimal)job["usage"]!["cost"]!).ShouldBe(0.756m);
        (await AttemptsAsync(id)).ShouldBe(["cheap accepted internal", "bytedance accepted "]);
        (Cheap.Script(prompt).Submissions, Bed.Upstream.Script(prompt).Submissions).ShouldBe((1, 1));
        using var content = await Bed.Gateway.ContentAsync(id);
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
        ((string?)(await Bed.Receiver.NextAsync("moved")).Json["type"]).ShouldBe("video.completed");
        Bed.Receiver.For("moved").Count.ShouldBe(1);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Image_of_the_client_is_kept_until_the_end_and_goes_along()
    {
        var prompt = Fails(Retryable);
        var script = Bed.Upstream.Script(prompt);
        script.StaysRunning = true;
        var body = GatewayCalls.Body(prompt);
        body["image"] = Images.PngUrl;

        var id = await Bed.Gateway.CreateIdAsync(body);
        await script.Answered;
        (await KeptAsync()).ShouldBe(1);
        script.StaysRunning = false;
        await Bed.Gateway.CompletedAsync(id);

        ((string?)script.LastBody!["content"]![1]!["image_url"]!["url"]).ShouldBe(Images.PngUrl);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Fault_of_the_request_is_not_tried_elsewhere()
    {
        var prompt = Fails("OutputVideoSensitiveContentDetected");

        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        await ShouldFailAsync(id, "content_policy");
        Bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Pinned_video_is_not_made_elsewhere_nor_is_its_request_kept()
    {
        var prompt = Fails(Retryable);

        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, model: "cheap/" + CheaperBed.Model));
        (await KeptAsync()).ShouldBe(0);

        await ShouldFailAsync(id, "internal");
        Bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Provider_without_the_flag_keeps_its_failures()
    {
        await _beds.EditAsync(file => file["retryGeneration"] = false);
        var prompt = Fails(Retryable);

        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        await ShouldFailAsync(id, "internal");
        Bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_else_takes_it_and_the_client_is_told_why_it_failed_first()
    {
        var prompt = Fails(Retryable);
        Bed.Upstream.Script(prompt).OnSubmit = context =>
            UpstreamDouble.AnswerAsync(context, 429, """{"error":{"code":"AccountRateLimitExceeded","message":"refused","type":"x","param":""} }""");

        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, Bed.Receiver.Address("refused")));

        await ShouldFailAsync(id, "internal");
        (await AttemptsAsync(id)).ShouldBe(["cheap accepted internal", "bytedance rejected rate_limited"]);
        ((string?)(await Bed.Receiver.NextAsync("refused")).Json["type"]).ShouldBe("video.failed");
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Retry_without_an_answer_is_not_sent_again()
    {
        var prompt = Fails(Retryable);
        Bed.Upstream.Script(prompt).OnSubmit = UpstreamDouble.ResetAsync;

        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        await ShouldFailAsync(id, "submission_unknown");
        Bed.Upstream.Script(prompt).Submissions.ShouldBe(1);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Gateway_killed_during_a_retry_finds_its_task_again_and_submits_nothing_twice()
    {
        var prompt = Fails(Retryable);
        var script = Bed.Upstream.Script(prompt);
        (script.TakesSilently, script.OnSubmit) = (true, Hold.UntilGoneAsync);
        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await script.Arrived;

        await Bed.Gateway.KillAsync();
        await Bed.StartGatewayAsync();

        ((string?)(await Bed.Gateway.CompletedAsync(id))["provider"]).ShouldBe("bytedance");
        (Cheap.Script(prompt).Submissions, script.Submissions).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Cancel_during_a_retry_takes_it_back_once_it_is_accepted()
    {
        var prompt = Fails(Retryable);
        var script = Bed.Upstream.Script(prompt);
        script.StaysQueued = true;
        var gate = new TaskCompletionSource();
        script.OnSubmit = _ => gate.Task;
        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await script.Arrived;

        using var canceled = await Bed.Gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);
        ((string?)JsonNode.Parse(await canceled.Content.ReadAsStringAsync())!["status"]).ShouldBe("canceled");
        gate.SetResult();

        await Until.TrueAsync(() => Task.FromResult(!script.Deletions.IsEmpty), "the task taken back");
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Stop_waits_for_a_retry_that_is_on_the_wire()
    {
        var prompt = Fails(Retryable);
        var script = Bed.Upstream.Script(prompt);
        var gate = new TaskCompletionSource();
        script.OnSubmit = _ => gate.Task;
        var id = await Bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await script.Arrived;

        await Bed.Gateway.BeginStopAsync();
        gate.SetResult();
        (await Bed.Gateway.EndAsync()).ShouldBe(0);

        (await AttemptsAsync(id)).ShouldBe(["cheap accepted internal", "bytedance accepted "]);
    }

    private string Fails(string code)
    {
        var prompt = Prompts.New(code);
        Cheap.Script(prompt).FailWith(code);
        return prompt;
    }

    private async Task ShouldFailAsync(string id, string code) =>
        ((string?)(await Bed.Gateway.FinishedAsync(id))["error"]!["code"]).ShouldBe(code);

    private Task<IReadOnlyList<string>> AttemptsAsync(string id) => JobRows.QueryAsync<string>(
        Bed, "SELECT provider || ' ' || state || ' ' || COALESCE(fault_kind, '') FROM attempts WHERE job_id = @id ORDER BY number", new { id });

    private async Task<long> KeptAsync() => (await JobRows.QueryAsync<long>(Bed, "SELECT COUNT(*) FROM requests")).Single();
}

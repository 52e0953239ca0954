using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

public sealed class KillTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartAsync(null, ("VideoProxy__Tracker__SubmitTimeout", "00:00:20"));

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Job_running_when_the_gateway_is_killed_completes_after_a_restart()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysRunning = true;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("killed-running")));
        await Until.TrueAsync(async () => (string?)(await _bed.Gateway.RetrieveAsync(id))["status"] == "in_progress", "the job running");

        await _bed.Gateway.KillAsync();
        script.StaysRunning = false;
        await _bed.StartGatewayAsync();

        await _bed.Gateway.CompletedAsync(id);
        var callback = await _bed.Receiver.NextAsync("killed-running");
        callback.ShouldBeSigned(TestBed.Secret);
        ((string?)callback.Json["data"]!["id"]).ShouldBe(id);
        script.Submissions.ShouldBe(1);
        using var content = await _bed.Gateway.ContentAsync(id);
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
    }

    [Fact]
    public async Task Submit_in_flight_when_the_gateway_is_killed_is_unknown_and_never_sent_again()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        var gate = new TaskCompletionSource();
        script.OnSubmit = _ => gate.Task;
        var create = _bed.Gateway.PostAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("killed-calling")).ToJsonString());
        await script.Arrived;

        await _bed.Gateway.KillAsync();
        await Should.ThrowAsync<HttpRequestException>(create);
        gate.SetResult();
        await _bed.StartGatewayAsync();

        var callback = await _bed.Receiver.NextAsync("killed-calling");
        ((string?)callback.Json["type"]).ShouldBe("video.failed");
        var job = await _bed.Gateway.RetrieveAsync((string)callback.Json["data"]!["id"]!);
        ((string?)job["status"]).ShouldBe("failed");
        ((string?)job["error"]!["code"]).ShouldBe("submission_unknown");
        script.Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Callback_owed_when_the_gateway_is_killed_is_delivered_after_a_restart()
    {
        _bed.Receiver.AnswerFirst("killed-owing", 500, 500);
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("killed-owing")));
        await _bed.Receiver.NextAsync("killed-owing");

        await _bed.Gateway.KillAsync();
        await _bed.StartGatewayAsync();

        var third = await _bed.Receiver.NextAsync("killed-owing", 3);
        third.ShouldBeSigned(TestBed.Secret);
        _bed.Receiver.For("killed-owing").Select(c => c.Headers["webhook-id"]).Distinct().ShouldBe(["evt_" + id]);
    }
}

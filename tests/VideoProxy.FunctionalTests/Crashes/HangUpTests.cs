using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

public sealed class HangUpTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartAsync(null, ("VideoProxy__Tracker__SubmitTimeout", "00:00:20"));

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Client_that_hangs_up_in_a_slow_submit_leaves_one_job_that_completes()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        var gate = new TaskCompletionSource();
        script.OnSubmit = _ => gate.Task;
        var body = GatewayCalls.Body(prompt, _bed.Receiver.Address("hang-up")).ToJsonString();

        using (var raw = await RawHttp.SendAsync(_bed.Gateway, RequestText(body)))
        {
            await script.Arrived;
            raw.HangUp();
        }

        // The gateway has met the reset by the time it has served these.
        for (var i = 0; i < 20; i++) (await _bed.Gateway.Client.GetStringAsync("/alive")).ShouldNotBeEmpty();
        gate.SetResult();

        var callback = await _bed.Receiver.NextAsync("hang-up");
        ((string?)callback.Json["type"]).ShouldBe("video.completed");
        await _bed.Gateway.CompletedAsync((string)callback.Json["data"]!["id"]!);
        script.Submissions.ShouldBe(1);
        (await JobRows.OfPromptAsync(_bed, prompt)).Count.ShouldBe(1);
    }

    private static string RequestText(string body) =>
        $"POST /v1/videos HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {TestBed.Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}

using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Callbacks;

public sealed class RedeliverTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Callbacks_list_every_delivery_of_the_event()
    {
        _bed.Receiver.AnswerFirst("listed", 500);
        var id = await DeliveredAsync("listed", 2);

        var list = JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync($"/v1/videos/{id}/callbacks"))!;

        ((string?)list["object"]).ShouldBe("list");
        var callback = list["data"]!.AsArray().ShouldHaveSingleItem()!;
        callback.AsObject().Select(member => member.Key).ShouldBe(["id", "event_id", "type", "status", "deliveries"]);
        ((string?)callback["id"]).ShouldBe("cb_" + id);
        ((string?)callback["event_id"]).ShouldBe("evt_" + id);
        ((string?)callback["type"]).ShouldBe("video.completed");
        ((string?)callback["status"]).ShouldBe("delivered");
        callback["deliveries"]!.AsArray().Select(d => (int?)d!["status"]).ShouldBe([500, 200]);
        callback["deliveries"]!.AsArray().Select(d => (string?)d!["error"]).ShouldBe(["HTTP 500", null]);
    }

    [Fact]
    public async Task Redeliver_sends_the_same_event_again()
    {
        var id = await DeliveredAsync("again", 1);

        using var answer = await RedeliverAsync(id, "cb_" + id);

        ((int)answer.StatusCode).ShouldBe(202);
        ((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["event_id"]).ShouldBe("evt_" + id);
        var second = await _bed.Receiver.NextAsync("again", 2);
        second.ShouldBeSigned(TestBed.Secret);
        _bed.Receiver.For("again").Select(c => c.Headers["webhook-id"]).ShouldBe(["evt_" + id, "evt_" + id]);
    }

    [Fact]
    public async Task Redeliver_unknown_callback_or_video_is_not_found()
    {
        var id = await DeliveredAsync("unknown", 1);

        using var wrongCallback = await RedeliverAsync(id, "cb_nothing");
        await wrongCallback.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        using var wrongVideo = await RedeliverAsync("video_nothing", "cb_" + id);
        await wrongVideo.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        using var noVideo = await _bed.Gateway.Client.GetAsync("/v1/videos/video_nothing/callbacks");
        await noVideo.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
    }

    [Fact]
    public async Task Callbacks_of_a_job_without_one_are_an_empty_list()
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));

        (await _bed.Gateway.Client.GetStringAsync($"/v1/videos/{id}/callbacks")).ShouldBe("""{"object":"list","data":[]}""");
    }

    [Fact]
    public async Task Redeliver_since_sends_what_failed_for_good_and_nothing_else()
    {
        var delivered = await DeliveredAsync("fine", 1);
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        _bed.Receiver.AnswerFirst("gone", 410);
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("gone")));
        await RecordedAsync(id, "failed");

        using var answer = await _bed.Gateway.Client.PostAsync("/v1/videos/callbacks/redeliver", new StringContent($$"""{"since":{{before}}}"""));

        ((int)answer.StatusCode).ShouldBe(202);
        ((int?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["callbacks"]).ShouldBe(1);
        (await _bed.Receiver.NextAsync("gone", 2)).Headers["webhook-id"].ShouldBe("evt_" + id);
        await RecordedAsync(id, "delivered");
        _bed.Receiver.For("fine").ShouldHaveSingleItem().Headers["webhook-id"].ShouldBe("evt_" + delivered);
    }

    [Theory]
    [InlineData("", "since")]
    [InlineData("""{"since":"yesterday"}""", "since")]
    [InlineData("""{"since":-1}""", "since")]
    [InlineData("""{"until":1}""", "until")]
    public async Task Redeliver_since_no_time_is_refused(string body, string param)
    {
        using var answer = await _bed.Gateway.Client.PostAsync("/v1/videos/callbacks/redeliver", new StringContent(body));

        await answer.ShouldBeErrorAsync(400, "invalid_request_error", param == "until" ? "unknown_field" : "invalid_value", param);
    }

    [Fact]
    public async Task Command_lists_and_redelivers_beside_the_running_gateway()
    {
        var id = await DeliveredAsync("command", 1);

        (await RunAsync("list", "--status", "delivered", "--limit", "500")).Output.ShouldContain("cb_" + id);
        var shown = await RunAsync("list", "--job", id, "--json");
        JsonNode.Parse(shown.Output)!["tries"]!.AsArray().Count.ShouldBe(1);
        (await RunAsync("redeliver", "cb_" + id, "--json")).ExitCode.ShouldBe(0);

        await _bed.Receiver.NextAsync("command", 2);
        (await RunAsync("redeliver", "cb_nothing")).ExitCode.ShouldBe(1);
        (await RunAsync("list", "--status", "lost")).ExitCode.ShouldNotBe(0);
        (await RunAsync("redeliver")).ExitCode.ShouldBe(2);
        (await RunAsync("redeliver", "cb_" + id, "--since", "1h")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Command_redelivers_what_failed_since()
    {
        _bed.Receiver.AnswerFirst("since", 410);
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("since")));
        await RecordedAsync(id, "failed");
        (await RunAsync("list", "--failed", "--since", "1h")).Output.ShouldContain("cb_" + id);

        var run = await RunAsync("redeliver", "--since", "1h", "--json");

        run.ExitCode.ShouldBe(0, run.Errors);
        await _bed.Receiver.NextAsync("since", 2);
        (await RunAsync("redeliver", "--since", "next week")).ExitCode.ShouldBe(2);
    }

    /// <summary>The job whose callback has arrived and is on record as delivered.</summary>
    private async Task<string> DeliveredAsync(string name, int deliveries)
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address(name)));
        await _bed.Receiver.NextAsync(name, deliveries);
        await RecordedAsync(id, "delivered");
        return id;
    }

    private Task RecordedAsync(string id, string status) => Until.TrueAsync(
        async () => (await _bed.Gateway.Client.GetStringAsync($"/v1/videos/{id}/callbacks")).Contains($"\"{status}\"", StringComparison.Ordinal), $"the callback of {id} on record as {status}");

    private Task<HttpResponseMessage> RedeliverAsync(string id, string callback) => _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/callbacks/{callback}/redeliver", null);

    private Task<ProcessResult> RunAsync(params string[] arguments) => GatewayCommand.RunAsync(_bed, ["callbacks", .. arguments]);
}

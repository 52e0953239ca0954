using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Callbacks;

public sealed class CallbackTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Callback_of_a_completed_job_is_the_signed_event()
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("completed")));

        var callback = await _bed.Receiver.NextAsync("completed");

        callback.ShouldBeSigned(TestBed.Secret);
        callback.Headers["content-type"].ShouldStartWith("application/json");
        callback.Headers["webhook-id"].ShouldBe("evt_" + id);
        var body = callback.Json;
        ((string?)body["object"]).ShouldBe("event");
        ((string?)body["id"]).ShouldBe("evt_" + id);
        ((string?)body["type"]).ShouldBe("video.completed");
        ((string?)body["data"]!["id"]).ShouldBe(id);
        ((string?)body["data"]!["status"]).ShouldBe("completed");
        using var stranger = new HttpClient();
        (await stranger.GetByteArrayAsync((string?)body["data"]!["content"]![0]!["url"])).ShouldBe(UpstreamDouble.Video);
    }

    [Fact]
    public async Task Callback_is_accepted_by_the_documented_verification_in_node()
    {
        await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New("ünïcode ☂"), _bed.Receiver.Address("node")));

        var callback = await _bed.Receiver.NextAsync("node");

        (await callback.VerifyInNodeAsync(TestBed.Secret)).ShouldBe("accepted");
        (await callback.VerifyInNodeAsync("another secret")).ShouldBe("refused");
    }

    [Fact]
    public async Task Callback_refused_by_its_receiver_is_sent_again_under_the_same_id()
    {
        _bed.Receiver.AnswerFirst("retried", 500, 404);
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("retried")));

        var third = await _bed.Receiver.NextAsync("retried", 3);

        third.ShouldBeSigned(TestBed.Secret);
        _bed.Receiver.For("retried").Select(c => c.Headers["webhook-id"]).Distinct().ShouldBe(["evt_" + id]);
    }

    [Fact]
    public async Task Callback_delivered_is_not_sent_again()
    {
        await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("once")));
        await _bed.Receiver.NextAsync("once");

        // A later event has gone through all its retries by the time this looks again.
        _bed.Receiver.AnswerFirst("later", 500);
        await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), _bed.Receiver.Address("later")));
        await _bed.Receiver.NextAsync("later", 2);

        _bed.Receiver.For("once").Count.ShouldBe(1);
    }
}

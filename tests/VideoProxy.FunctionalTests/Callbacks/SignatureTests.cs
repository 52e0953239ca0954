using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Callbacks;

/// <summary>What <c>callback_signature</c> may be beside <c>raw</c>, verified by what receivers have installed.</summary>
public sealed class SignatureTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private readonly TestBed _bed = shared.Bed;

    [Theory]
    [InlineData("openai")]
    [InlineData("standardwebhooks")]
    public async Task Standard_is_accepted_by_the_package(string package)
    {
        var (id, callback) = await ReceiveAsync("standard-" + package, "standard", Secret);

        var verified = await callback.VerifyWithAsync(package, Secret);

        ((string?)verified?["id"], (string?)verified?["type"]).ShouldBe(("evt_" + id, "video.completed"));
        (await callback.VerifyWithAsync(package, OtherSecret)).ShouldBeNull();
    }

    [Fact]
    public async Task Openrouter_is_accepted_by_their_algorithm_over_the_same_event()
    {
        var (id, callback) = await ReceiveAsync("openrouter", "openrouter", "any secret");

        var verified = await callback.VerifyWithAsync("openrouter", "any secret");

        ((string?)verified?["id"]).ShouldBe("evt_" + id);
        callback.Headers["x-openrouter-idempotency-key"].ShouldBe(id + "-completed");
        callback.Headers.Keys.ShouldNotContain("webhook-signature");
        (await callback.VerifyWithAsync("openrouter", "another secret")).ShouldBeNull();
    }

    [Fact]
    public async Task Standard_secret_that_is_no_base64_is_refused_at_the_create()
    {
        using var response = await _bed.Gateway.PostAsync(Body("refused", "standard", "whsec_your_secret_here!").ToJsonString());

        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "callback_secret");
    }

    private async Task<(string Id, Received Callback)> ReceiveAsync(string name, string signature, string secret) =>
        (await _bed.Gateway.CreateIdAsync(Body(name, signature, secret)), await _bed.Receiver.NextAsync(name));

    private JsonObject Body(string name, string signature, string secret)
    {
        var body = GatewayCalls.Body(Prompts.New("ünïcode ☂"), _bed.Receiver.Address(name));
        (body["callback_signature"], body["callback_secret"]) = (signature, secret);
        return body;
    }
}

using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Callbacks;

/// <summary><c>POST /v1/videos/callbacks/test</c>.</summary>
public sealed class TestEventTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Test_event_is_signed_and_the_answer_says_what_the_receiver_did()
    {
        var answer = await SendAsync("accepts", "raw", TestBed.Secret);

        ((bool?)answer["delivered"], (int?)answer["status"], (string?)answer["error"]).ShouldBe((true, 200, null));
        var sent = await _bed.Receiver.NextAsync("accepts");
        sent.ShouldBeSigned(TestBed.Secret);
        ((string?)sent.Json["type"], (string?)sent.Json["id"]).ShouldBe(("callback.test", (string?)answer["event_id"]));
    }

    [Fact]
    public async Task Test_event_is_accepted_by_the_package_of_standard_webhooks()
    {
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        await SendAsync("standard", "standard", secret);

        (await (await _bed.Receiver.NextAsync("standard")).VerifyWithAsync("standardwebhooks", secret)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Test_event_that_is_refused_is_not_sent_again()
    {
        _bed.Receiver.AnswerFirst("refuses", 401);

        var answer = await SendAsync("refuses", "raw", TestBed.Secret);

        ((bool?)answer["delivered"], (int?)answer["status"], (string?)answer["error"]).ShouldBe((false, 401, "HTTP 401"));
        // A later event has arrived by the time this looks again.
        await SendAsync("later", "raw", TestBed.Secret);
        _bed.Receiver.For("refuses").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", "callback_url")]
    [InlineData("""{"callback_url":"http://169.254.169.254/latest","callback_secret":"s"}""", "callback_url")]
    [InlineData("""{"callback_url":"https://client.example.com/hook"}""", "callback_secret")]
    [InlineData("""{"callback_secret":"\ud800"}""", null)]
    [InlineData("""{"callback_url":"https://client.example.com/hook","callback_secret":"v1,abc","callback_signature":"standard"}""", "callback_secret")]
    public async Task Test_event_with_nowhere_to_go_is_refused(string body, string? param)
    {
        using var answer = await _bed.Gateway.Client.PostAsync("/v1/videos/callbacks/test", new StringContent(body));

        await answer.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", param);
    }

    [Fact]
    public async Task Test_event_needs_a_key()
    {
        using var stranger = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };

        using var answer = await stranger.PostAsync("/v1/videos/callbacks/test", null);

        ((int)answer.StatusCode).ShouldBe(401);
    }

    private async Task<JsonNode> SendAsync(string name, string signature, string secret)
    {
        var body = new JsonObject { ["callback_url"] = _bed.Receiver.Address(name), ["callback_secret"] = secret, ["callback_signature"] = signature };
        using var answer = await _bed.Gateway.Client.PostAsync("/v1/videos/callbacks/test", new StringContent(body.ToJsonString()));
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(200, text);
        return JsonNode.Parse(text)!;
    }
}

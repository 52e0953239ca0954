using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>What a provider says, wherever it is shown.</summary>
public sealed class ProviderWordsTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private const string Place = "bytedance/ap-southeast";
    private const string Hostile = """\u001b[2Jbackend http://10.0.0.5/render?sig=s3cr3t \u0000acct=acme-prod key=AKIA1234567 echo ark-key-of-the-tests\u202e \ud83c end""";
    private const string ForOperators = "[2Jbackend http://10.0.0.5/… \ufffdacct=acme-prod key=*** echo *** \ufffd end";
    private const string ForClients = "[2Jbackend … \ufffdacct=*** key=*** echo *** \ufffd end";
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Words_of_a_failure_are_filtered_wherever_they_are_shown()
    {
        var (prompt, hook) = (Prompts.New(), "hostile-words");
        var script = _bed.Upstream.Script(prompt);
        script.OnPoll = context => UpstreamDouble.AnswerAsync(
            context, 200, $$$"""{"id":"{{{context.Request.RouteValues["id"]}}}","status":"failed","error":{"code":"Backend\u001bBroken","message":"{{{Hostile}}}"}}""");
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook)));

        ShouldBeForClients((await _bed.Gateway.FinishedAsync(id))["error"]!);
        var list = JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync("/v1/videos?limit=100"))!;
        ShouldBeForClients(list["data"]!.AsArray().Single(job => (string?)job!["id"] == id)!["error"]!);
        var events = await _bed.Gateway.Client.GetStringAsync($"/v1/videos/{id}/events");
        ShouldBeForClients(JsonNode.Parse(events.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal))[6..])!["error"]!);
        ShouldBeForClients((await _bed.Receiver.NextAsync(hook)).Json["data"]!["error"]!);
        ((string?)(await _bed.Gateway.GenerationAsync(id))["error"]).ShouldBe(ForClients);

        var shown = (await GatewayCommand.RunAsync(_bed, "jobs", "show", id)).Output;
        shown.ShouldContain($"fault_message={ForOperators}");
        shown.ShouldContain("native_code=BackendBroken");
        _bed.LogShouldBeClean();
    }

    [Theory]
    [InlineData("""{"error":{"message":"quota exceeded","code":7}}""", "quota exceeded")]
    [InlineData("""{"code":"1","msg":"queue full at http://10.0.0.5:80/x"}""", "queue full at …")]
    [InlineData("""{"oops":"no\u001b id"}""", """{"oops":"no\u001B id"}""")]
    [InlineData("<html><h1>Busy</h1></html>", "Busy")]
    [InlineData("""{"error":{"message":"Incorrect API key provided: sk-up-12345678"}}""", null)]
    public async Task Words_of_a_submit_that_cannot_be_read_reach_client_and_operator(string reply, string? words)
    {
        var (prompt, hook) = (Prompts.New(), "unread-" + Guid.NewGuid().ToString("N"));
        _bed.Upstream.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(context, 200, reply);

        var job = await _bed.Gateway.FinishedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook))));

        foreach (var error in (JsonNode[])[job["error"]!, (await _bed.Receiver.NextAsync(hook)).Json["data"]!["error"]!])
        {
            ((string?)error["code"], (string?)error["details"]?["provider_message"]).ShouldBe(("submission_unknown", words));
        }

        var shown = (await GatewayCommand.RunAsync(_bed, "jobs", "show", (string)job["id"]!)).Output;
        shown.ShouldContain("provider_message=");
        shown.ShouldNotContain("12345678");
    }

    [Fact]
    public async Task Refused_key_is_told_in_our_words_at_submit()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(
            context, 401, """{"error":{"code":"AuthenticationError","message":"Incorrect API key provided: ark-key-of-the-tests of acme","type":"Unauthorized"}}""");

        using var response = await _bed.Gateway.PostAsync(GatewayCalls.Body(prompt).ToJsonString());

        (await response.ShouldBeErrorAsync(502, "upstream_error", "authentication")).ShouldBe("The provider refused the gateway's key.");
        ((string?)(await _bed.Gateway.AlarmsAsync())[Place]).ShouldNotBeNull().ShouldContain("authentication");
        var row = (await JobRows.OfPromptAsync(_bed, prompt)).Single();
        (await GatewayCommand.RunAsync(_bed, "jobs", "show", row.Id)).Output.ShouldNotContain(TestBed.UpstreamKey);
        _bed.LogShouldBeClean();
        await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
    }

    [Fact]
    public async Task Video_without_a_link_keeps_the_beginning_of_the_reply_for_the_operator()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnPoll = context => UpstreamDouble.AnswerAsync(
            context, 200, $$$"""{"id":"{{{context.Request.RouteValues["id"]}}}","status":"succeeded","content":{"note":"made, see https://cdn.example.com/v.mp4?sig=s3cr3t"}}""");
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        var error = (await _bed.Gateway.FinishedAsync(id))["error"]!;

        ((string?)error["code"], error["details"]).ShouldBe(("no_video", null));
        (await GatewayCommand.RunAsync(_bed, "jobs", "show", id)).Output.ShouldContain("""
            "content":{"note":"made, see https://cdn.example.com/…"}
            """.Trim());
    }

    [Fact]
    public async Task Unknown_status_is_an_alarm_until_it_turns_out_to_be_harmless()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.OnPoll = context => UpstreamDouble.AnswerAsync(context, 200, $$"""{"id":"{{context.Request.RouteValues["id"]}}","status":"polishing\u001b"}""");
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        const string about = Place + " undocumented status 'polishing'";
        (await Until.FoundAsync(async () => (string?)(await _bed.Gateway.AlarmsAsync())[about], "the alarm")).ShouldContain("bytedance.json");

        script.OnPoll = null;
        await _bed.Gateway.CompletedAsync(id);

        (await _bed.Gateway.AlarmsAsync()).ContainsKey(about).ShouldBeFalse();
    }

    [Theory]
    [InlineData(""" "status":"unknown", """)]
    [InlineData(""" "status":"NOT_START", """)]
    [InlineData("")]
    public async Task First_polls_that_say_nothing_do_not_slow_down_the_polls(string status)
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.OnPoll = context => script.Polls > 3 ? Task.CompletedTask : UpstreamDouble.AnswerAsync(context, 200, $$"""{ {{status}} "id":"{{context.Request.RouteValues["id"]}}"}""");

        // A poll that failed would be repeated after ten seconds.
        await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)));

        _bed.Gateway.Log.ShouldNotContain("Poll failed");
    }

    private static void ShouldBeForClients(JsonNode error)
    {
        ((string?)error["message"]).ShouldBe(ForClients);
        error["details"]!.ToJsonString().ShouldBe(new JsonObject { ["native_code"] = "BackendBroken", ["provider_message"] = ForClients }.ToJsonString());
    }
}

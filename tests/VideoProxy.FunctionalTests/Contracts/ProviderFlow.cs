using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;
using VideoProxy.Testing;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>Drives one flow of one native API, as a client of a real gateway whose provider is the stub server.</summary>
internal sealed class ProviderFlow(StubServer stubs, TestBed bed, NativeApi api, Flow flow)
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);
    private readonly NativeStubs _native = new(stubs, api, flow);
    private readonly GatewayProcess _gateway = bed.Gateway;

    public async Task RunAsync()
    {
        try
        {
            await DriveAsync(api.RepliesOf(flow));
            _native.Book.Verify();
        }
        catch (Exception error)
        {
            var calls = string.Join('\n', _native.Book.Undocumented());
            throw new InvalidOperationException($"{error.Message}\nCalls that are not documented:\n{calls}", error);
        }
    }

    private Task DriveAsync(string replies) => flow switch
    {
        Flow.PromptRefused => RefusedAsync(replies, 400, "invalid_request_error", "content_policy"),
        Flow.RateLimited => RefusedAsync(replies, 429, "rate_limit_error", "rate_limited"),
        Flow.KeyRefused => RefusedAsync(replies, 502, "upstream_error", "authentication"),
        Flow.Failed or Flow.Filtered => EndsAsync(replies),
        Flow.KeyRefusedLater => WaitsForItsKeyAsync(replies),
        _ => DeliversAsync(replies),
    };

    private async Task RefusedAsync(string reply, int status, string type, string code)
    {
        var documented = Documented.Read(api, reply);
        var (kind, words) = documented.Fault;
        kind.ShouldBe(code);
        _native.AddSubmit(reply);

        using var response = await _gateway.PostAsync(Body().ToJsonString());

        (await response.ShouldBeErrorAsync(status, type, code)).ShouldBe(code == "authentication" ? "The provider refused the gateway's key." : words);
        (response.Headers.RetryAfter?.Delta).ShouldBe(status == 429 ? documented.RetryAfter ?? UsualWait : null);
    }

    private async Task EndsAsync(string replies)
    {
        var (kind, words) = Documented.Read(api, replies.Split(' ')[^1]).Fault;
        if (flow == Flow.Filtered) kind.ShouldBe("content_policy");
        var id = await AcceptedAsync(replies);

        var job = await _gateway.FinishedAsync(id);

        ((string?)job["status"], (string?)job["error"]!["code"], (string?)job["error"]!["message"]).ShouldBe(("failed", kind, words));
        using var content = await _gateway.ContentAsync(id);
        await content.ShouldBeErrorAsync(409, "invalid_request_error", "not_ready");
    }

    private async Task DeliversAsync(string replies)
    {
        _native.AddFiles(isFirstLinkDead: flow == Flow.LinkRenewed);
        await ShouldDeliverAsync(await AcceptedAsync(replies));
    }

    private async Task WaitsForItsKeyAsync(string replies)
    {
        _native.AddFiles(isFirstLinkDead: false);
        var id = await AcceptedAsync(replies);

        await JobRows.PollFailedAsync(bed, id);

        ((string?)(await _gateway.RetrieveAsync(id))["status"]).ShouldBeOneOf("queued", "in_progress");
        (await AlarmAsync()).ShouldNotBeNull().ShouldContain("refuses our key");
        await JobRows.EndBackoffAsync(bed, id);
        await ShouldDeliverAsync(id);
        (await AlarmAsync()).ShouldBeNull("the provider takes the key again");
    }

    private async Task<string> AcceptedAsync(string replies)
    {
        _native.AddSubmit("accepted");
        _native.AddPolls(replies);
        var job = await _gateway.CreateAsync(Body());
        ((string?)job["status"]).ShouldBe("queued");
        return (string)job["id"]!;
    }

    private async Task ShouldDeliverAsync(string id)
    {
        await _gateway.CompletedAsync(id);
        using var content = await _gateway.ContentAsync(id);
        ((int)content.StatusCode).ShouldBe(200, await content.Content.ReadAsStringAsync());
        content.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(_native.Video);
    }

    /// <summary>What the operator is told about this provider.</summary>
    private async Task<string?> AlarmAsync() => (await _gateway.AlarmsAsync())
        .Where(alarm => alarm.Key.StartsWith(api.Provider + "/", StringComparison.Ordinal)).Select(alarm => (string?)alarm.Value).SingleOrDefault();

    private JsonObject Body()
    {
        var body = JsonNode.Parse(api.Fields)!.AsObject();
        (body["model"], body["prompt"]) = (api.Model, _native.Prompt);
        return body;
    }
}

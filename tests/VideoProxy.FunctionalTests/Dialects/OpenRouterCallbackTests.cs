using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects;

/// <summary>Callbacks of jobs made in the openrouter dialect, to the operator's default receiver.</summary>
public sealed class OpenRouterCallbackTests
{
    private const string Secret = "an operator's own secret";

    [Fact]
    public async Task Ends_of_every_kind_are_sent_in_their_format_and_signed()
    {
        await using var bed = await StartAsync(("VideoProxy__Callbacks__Default__Secret", Secret), ("VideoProxy__Tracker__Deadline", "00:00:08"));
        var completed = await CreateAsync(bed, _ => { });
        var expired = await CreateAsync(bed, script => script.StaysRunning = true);
        var canceled = await CreateAsync(bed, script => script.StaysQueued = true);
        using var cancel = await bed.Gateway.Client.PostAsync($"/v1/videos/{canceled}/cancel", null);
        var failed = await CreateAsync(bed, script => script.FailWith("InternalServiceError"));

        ShouldBe(await ReceiveAsync(bed, completed, "completed"), completed, ["id", "status", "generation_id", "model", "unsigned_urls", "usage"]);
        foreach (var (id, status) in ((string, string)[])[(expired, "expired"), (canceled, "cancelled"), (failed, "failed")])
            ShouldBe(await ReceiveAsync(bed, id, status), id, ["id", "status", "generation_id", "model", "error"]);
    }

    [Fact]
    public async Task Callback_without_a_secret_has_no_signature()
    {
        await using var bed = await StartAsync();
        var id = await CreateAsync(bed, _ => { });

        var callback = await bed.Receiver.NextAsync("default");

        callback.Headers["x-openrouter-idempotency-key"].ShouldBe(id + "-completed");
        callback.Headers.Keys.ShouldNotContain("x-openrouter-signature", StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Callback_that_was_owed_before_a_rotation_is_signed_with_both_secrets_after_it()
    {
        await using var bed = await StartAsync(("VideoProxy__Callbacks__Default__Secret", Secret));
        bed.Receiver.AnswerFirst("default", 500, 500, 500, 500, 500, 500);
        await CreateAsync(bed, _ => { });
        await bed.Receiver.NextAsync("default");
        await bed.Gateway.KillAsync();
        bed.Receiver.AnswerFirst("default");
        bed.Set("VideoProxy__Callbacks__Default__PreviousSecret", Secret);
        bed.Set("VideoProxy__Callbacks__Default__Secret", "the new secret");

        var sent = bed.Receiver.For("default").Count;
        await bed.StartGatewayAsync();

        var callback = await bed.Receiver.NextAsync("default", sent + 1);
        var signatures = callback.Headers["x-openrouter-signature"].Split(',');
        signatures.Length.ShouldBe(3);
        foreach (var (signature, secret) in ((string, string)[])[(signatures[1], "the new secret"), (signatures[2], Secret)])
            (await Single(callback, $"{signatures[0]},{signature}").VerifyWithAsync("openrouter", secret)).ShouldNotBeNull();

        static Received Single(Received callback, string signature) =>
            callback with { Headers = new Dictionary<string, string>(callback.Headers, StringComparer.OrdinalIgnoreCase) { ["x-openrouter-signature"] = signature } };
    }

    private static Task<TestBed> StartAsync(params (string Name, string Value)[] environment) => TestBed.StartAsync(
        bed => bed.Set("VideoProxy__Callbacks__Default__Url", bed.Receiver.Address("default")), environment);

    private static async Task<string> CreateAsync(TestBed bed, Action<ArkScript> prepare)
    {
        var prompt = Prompts.New("ünïcode ☂");
        prepare(bed.Upstream.Script(prompt));
        return (string)(await bed.Gateway.GenerateAsync(OpenRouterCalls.Body(prompt)))["id"]!;
    }

    /// <summary>The callback of that job, verified by the published algorithm.</summary>
    private static async Task<JsonNode> ReceiveAsync(TestBed bed, string id, string status)
    {
        var callback = await Until.FoundAsync(
            () => Task.FromResult(bed.Receiver.For("default").FirstOrDefault(c => c.Headers["x-openrouter-idempotency-key"] == $"{id}-{status}")), $"the callback {id}-{status}");
        (await callback.VerifyWithAsync("openrouter", "another secret")).ShouldBeNull();
        var verified = (await callback.VerifyWithAsync("openrouter", Secret)).ShouldNotBeNull();
        ((string?)verified["type"], (string?)verified["data"]!["status"]).ShouldBe(("video.generation." + status, status));
        return verified;
    }

    private static void ShouldBe(JsonNode callback, string id, string[] members)
    {
        callback.AsObject().Select(member => member.Key).ShouldBe(["type", "created_at", "data"]);
        DateTimeOffset.TryParse((string?)callback["created_at"], System.Globalization.CultureInfo.InvariantCulture, out _).ShouldBeTrue();
        callback["data"]!.AsObject().Select(member => member.Key).ShouldBe(members);
        ((string?)callback["data"]!["id"], (string?)callback["data"]!["generation_id"]).ShouldBe((id, "gen-" + id));
        ((string?)callback["data"]!["model"]).ShouldBe("seedance-2-0");
    }
}

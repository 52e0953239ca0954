using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>What the crash points have in common: a job of its own for each, made by a client that does not give up.</summary>
public abstract class CrashTests(CrashBed crashBed) : IAsyncLifetime
{
    private static int _next;

    private protected string Hook { get; } = $"crash-{Interlocked.Increment(ref _next)}";

    private protected TestBed Bed => crashBed.Bed;

    private protected string Prompt { get; } = Prompts.New("crash");

    private protected ArkScript Script => Bed.Upstream.Script(Prompt);

    public Task InitializeAsync() => Bed.Gateway.HasEnded ? Bed.ReplaceAsync() : Task.CompletedTask;

    public Task DisposeAsync() => Task.CompletedTask;

    private protected async Task<JsonNode> CreateAsync(string model = "seedance-2-0")
    {
        using var client = new RetryingClient(Bed.Urls);
        return await client.CreateAsync(Prompt, Bed.Receiver.Address(Hook), model);
    }

    private protected Task<Received> DeliveryAsync(int number = 1) => Bed.Receiver.NextAsync(Hook, number);

    private protected Task ShouldCompleteAsync(JsonNode created) => ShouldEndAsync(created, null);

    /// <summary>One job, one submission, its end, and its callbacks under one id.</summary>
    private protected async Task ShouldEndAsync(JsonNode created, string? errorCode)
    {
        var id = (string)created["id"]!;
        var job = await Bed.Gateway.FinishedAsync(id);
        ((string?)job["status"], (string?)job["error"]?["code"]).ShouldBe((errorCode is null ? "completed" : "failed", errorCode));
        var callback = await DeliveryAsync();
        callback.ShouldBeSigned(TestBed.Secret);
        ((string?)callback.Json["type"]).ShouldBe(errorCode is null ? "video.completed" : "video.failed");
        Bed.Receiver.For(Hook).Select(c => c.Headers["webhook-id"]).Distinct().ShouldBe(["evt_" + id]);
        (await JobRows.OfPromptAsync(Bed, Prompt)).ShouldHaveSingleItem().Id.ShouldBe(id);
        Script.Submissions.ShouldBe(1);
    }
}

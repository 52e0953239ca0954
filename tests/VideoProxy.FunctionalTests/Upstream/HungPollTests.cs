using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

public sealed class HungPollTests : IAsyncLifetime
{
    private const int Share = 3;
    private const int Jobs = 5;
    private UpstreamDouble _hung = null!;
    private TestBed _bed = null!;
    private int _held;
    private volatile bool _isWell;

    public async Task InitializeAsync()
    {
        _hung = await UpstreamDouble.StartAsync();
        _bed = await TestBed.StartAsync(bed => bed.Config.WriteProvider("hung", Hung().ToJsonString()));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _hung.DisposeAsync();
    }

    [Fact]
    public async Task Provider_whose_polls_hang_delays_no_other_and_finishes_its_jobs_when_it_is_well()
    {
        var ids = new List<string>();
        for (var i = 0; i < Jobs; i++) ids.Add(await CreateHungAsync());
        await Until.TrueAsync(() => Task.FromResult(_held == Share), "the provider's whole share of polls held");

        await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New())));

        // All that was held still is, and no more than the share was ever asked.
        _held.ShouldBe(Share);
        _isWell = true;
        foreach (var id in ids) await ShouldCompleteAsync(id);
    }

    /// <summary>The polls that hung end at the gateway's own limit; the wait after them is cut short.</summary>
    private async Task ShouldCompleteAsync(string id)
    {
        await Until.TrueAsync(async () =>
        {
            await JobRows.QueryAsync<string>(_bed, "UPDATE jobs SET next_poll_at = 0 WHERE id = @id AND poll_failures > 0 AND next_poll_at > 0 AND lease_owner IS NULL RETURNING id", new { id });
            return (string?)(await _bed.Gateway.RetrieveAsync(id))["status"] == "completed";
        }, $"{id} completed", TimeSpan.FromSeconds(45));
    }

    private async Task<string> CreateHungAsync()
    {
        var prompt = Prompts.New();
        _hung.Script(prompt).OnPoll = HoldAsync;
        return await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, model: "hung-model"));
    }

    private async Task HoldAsync(HttpContext context)
    {
        if (_isWell) return;
        Interlocked.Increment(ref _held);
        await Hold.UntilGoneAsync(context);
        Interlocked.Decrement(ref _held);
    }

    private JsonObject Hung()
    {
        var file = ConfigFolder.SecondProvider("hung", "hung-model", _hung.BaseUrl);
        file["limits"] = new JsonObject { ["pollConcurrency"] = Share };
        return file;
    }
}

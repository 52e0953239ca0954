using System.Net;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Faults;

public sealed class DatabaseDownTests
{
    [Fact]
    public async Task Start_with_the_database_down_answers_503_and_serves_without_a_restart_when_it_is_up()
    {
        await using var wired = await WiredBed.PrepareAsync();
        var bed = wired.Bed;
        wired.Wire.Down();
        var gateway = await bed.StartGatewayAsync();

        (await gateway.Client.GetStringAsync("/alive")).ShouldBe("alive");
        (await HealthAsync(gateway)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        gateway.Log.ShouldContain("The database could not be reached");
        await ShouldAnswer503Async(bed);

        wired.Wire.Up();
        await Until.TrueAsync(async () => await HealthAsync(gateway) == HttpStatusCode.OK, "health when the database is there");
        var id = await gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), bed.Receiver.Address("started-late")));
        await gateway.CompletedAsync(id);
        (await bed.Receiver.NextAsync("started-late")).ShouldBeSigned(TestBed.Secret);
        bed.LogShouldBeClean();
    }

    [Fact]
    public async Task Database_lost_mid_flight_answers_503_and_the_jobs_go_on_when_it_is_back()
    {
        await using var wired = await WiredBed.StartAsync();
        var bed = wired.Bed;
        var (id, script) = await RunningAsync(bed, "lost-midway");

        wired.Wire.Down();
        script.StaysRunning = false;
        await ShouldAnswer503Async(bed);
        (await HealthAsync(bed.Gateway)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await bed.Gateway.Client.GetStringAsync("/alive")).ShouldBe("alive");

        wired.Wire.Up();
        await ShouldFinishAsync(bed, id, script, "lost-midway");
        bed.LogShouldBeClean();
    }

    [Fact]
    public async Task Database_that_stops_answering_makes_calls_503_and_the_jobs_go_on_when_it_answers()
    {
        await using var wired = await WiredBed.StartAsync();
        var bed = wired.Bed;
        var (id, script) = await RunningAsync(bed, "stalled-midway");

        wired.Wire.Stall();
        script.StaysRunning = false;
        await ShouldAnswer503Async(bed);
        (await bed.Gateway.Client.GetStringAsync("/alive")).ShouldBe("alive");

        wired.Wire.Resume();
        await ShouldFinishAsync(bed, id, script, "stalled-midway");
        bed.LogShouldBeClean();
    }

    [Fact]
    public async Task Database_that_is_slow_only_slows()
    {
        await using var wired = await WiredBed.StartAsync();
        var bed = wired.Bed;
        wired.Wire.Delay = TimeSpan.FromMilliseconds(40);
        var prompts = Enumerable.Range(0, 3).Select(_ => Prompts.New()).ToList();

        var ids = await Task.WhenAll(prompts.Select((prompt, i) => bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, bed.Receiver.Address($"slow-{i}")))));

        for (var i = 0; i < ids.Length; i++) await ShouldFinishAsync(bed, ids[i], bed.Upstream.Script(prompts[i]), $"slow-{i}");
        bed.LogShouldBeClean();
    }

    private static async Task<(string Id, ArkScript Script)> RunningAsync(TestBed bed, string hook)
    {
        var prompt = Prompts.New();
        var script = bed.Upstream.Script(prompt);
        script.StaysRunning = true;
        var id = await bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, bed.Receiver.Address(hook)));
        await bed.Gateway.InProgressAsync(id);
        return (id, script);
    }

    private static async Task ShouldFinishAsync(TestBed bed, string id, ArkScript script, string hook)
    {
        await Until.TrueAsync(async () => await HealthAsync(bed.Gateway) == HttpStatusCode.OK, "health when the database is back");
        await bed.Gateway.CompletedAsync(id);
        await bed.Receiver.NextAsync(hook);
        bed.Receiver.For(hook).Select(call => call.Headers["webhook-id"]).Distinct().ShouldBe(["evt_" + id]);
        script.Submissions.ShouldBe(1);
    }

    private static async Task ShouldAnswer503Async(TestBed bed)
    {
        var prompt = Prompts.New();
        // Nobody's video: a row that was read lately may still be answered from memory.
        var calls = await Task.WhenAll(
            bed.Gateway.PostAsync(GatewayCalls.Body(prompt).ToJsonString()),
            bed.Gateway.Client.GetAsync("/v1/videos/video_of_nobody"),
            bed.Gateway.ContentAsync("video_of_nobody"));
        foreach (var call in calls)
        {
            using (call) await call.ShouldBeErrorAsync(503, "server_error", "unavailable");
        }

        bed.Upstream.Script(prompt).Submissions.ShouldBe(0);
    }

    private static async Task<HttpStatusCode> HealthAsync(GatewayProcess gateway)
    {
        using var health = await gateway.Client.GetAsync("/health");
        return health.StatusCode;
    }
}

using System.Net;
using VideoProxy.FunctionalTests.Crashes;
using VideoProxy.FunctionalTests.Support;
using Xunit.Abstractions;

namespace VideoProxy.FunctionalTests.Faults;

/// <summary>Clients make videos while the database fails and comes back, again and again. One process serves to the end.</summary>
public abstract class DatabaseSoak(ITestOutputHelper output)
{
    private const int MostMegabytesMore = 150;
    private static readonly int Rounds = Effort.Of(2, @long: 5);

    // A lease that nobody gives back would hold a job for 90 s.
    private static readonly TimeSpan RestEndsWithin = TimeSpan.FromSeconds(20);

    /// <summary>How long a round goes on besides its fault: ten minutes in all, or a moment.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(Effort.Of(0, @long: 105));

    private protected async Task RunAsync(TestBed bed, string what, Func<int, Task> breakAsync, Func<int, Task> mendAsync)
    {
        var gateway = bed.Gateway;
        using var load = new CrashLoad(bed, new Random(Effort.Seed), gateway.Url);
        using var enough = new CancellationTokenSource();
        var work = load.RunAsync(Effort.Of(6, @long: 3), () => !enough.IsCancellationRequested, TimeSpan.FromSeconds(Effort.Of(0, @long: 5)));
        var memory = gateway.ResidentMegabytes;
        for (var round = 0; round < Rounds; round++)
        {
            await load.MomentAsync(work);
            await breakAsync(round);
            await ShouldBeAliveButNotReadyAsync(bed);
            // The fault lasts a while, so that clients and background services meet it.
            await Task.Delay(TimeSpan.FromMilliseconds(Effort.Of(500, @long: 15_000)), TimeProvider.System);
            await mendAsync(round);
            await Until.TrueAsync(async () => await HealthAsync(gateway) == HttpStatusCode.OK, "ready again");
            await Task.WhenAny(work, Task.Delay(Calm, TimeProvider.System));
        }

        await enough.CancelAsync();
        await work.WaitAsync(RestEndsWithin);
        var tally = await load.CountAsync();

        output.WriteLine($"{what}, seed {Effort.Seed}: {Rounds} faults, {tally}, {memory} MB before, {gateway.ResidentMegabytes} MB after");
        tally.ShouldBeClean();
        gateway.HasEnded.ShouldBeFalse(gateway.Log);
        bed.Gateways.Count.ShouldBe(1);
        gateway.ResidentMegabytes.ShouldBeLessThan(memory + MostMegabytesMore);
    }

    /// <summary>What can be read while nothing can be written.</summary>
    private protected virtual Task ShouldReadAsync(TestBed bed) => Task.CompletedTask;

    private async Task ShouldBeAliveButNotReadyAsync(TestBed bed)
    {
        await Until.TrueAsync(async () => await HealthAsync(bed.Gateway) == HttpStatusCode.ServiceUnavailable, "not ready");
        (await bed.Gateway.Client.GetStringAsync("/alive")).ShouldBe("alive");
        await Until.TrueAsync(() => IsRefusedAsync(bed), "a create refused");
        await ShouldReadAsync(bed);
    }

    /// <summary>On a full disk a small write may still find room, so a create is refused at the latest when that is used up.</summary>
    private static async Task<bool> IsRefusedAsync(TestBed bed)
    {
        using var response = await bed.Gateway.PostAsync(GatewayCalls.Body(Prompts.New("full")).ToJsonString());
        if (response.StatusCode == HttpStatusCode.OK) return false;
        await response.ShouldBeErrorAsync(503, "server_error", "unavailable");
        return true;
    }

    private static async Task<HttpStatusCode> HealthAsync(GatewayProcess gateway)
    {
        using var health = await gateway.Client.GetAsync("/health");
        return health.StatusCode;
    }
}

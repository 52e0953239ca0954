using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Crashes;

/// <summary>The gateway is killed while a job is being made.</summary>
public abstract class TrackingCrashTests(CrashBed bed) : CrashTests(bed)
{
    [Fact]
    public async Task Job_killed_in_the_middle_of_a_poll_completes()
    {
        var hold = new Hold();
        Script.OnPoll = hold.StopFirstAsync;
        var created = await CreateAsync();
        await hold.Reached;

        await Bed.KillAndReplaceAsync();

        await ShouldCompleteAsync(created);
        Script.MostPollsAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task Job_killed_while_it_was_running_completes_and_its_video_can_be_fetched()
    {
        Script.StaysRunning = true;
        var created = await CreateAsync();
        var id = (string)created["id"]!;
        await Until.TrueAsync(async () => (string?)(await Bed.Gateway.RetrieveAsync(id))["status"] == "in_progress", "the job running");

        await Bed.Gateway.KillAsync();
        Script.StaysRunning = false;
        await Bed.ReplaceAsync();

        await ShouldCompleteAsync(created);
        using var content = await Bed.Gateway.ContentAsync(id);
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
    }
}

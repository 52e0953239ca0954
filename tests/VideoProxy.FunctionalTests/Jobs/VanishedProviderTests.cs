using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class VanishedProviderTests : IAsyncLifetime
{
    private const string Alarm = "gone/main missing";
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartAsync(AddProvider);

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Provider_whose_file_is_removed_keeps_its_jobs_waiting_until_it_is_back()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysRunning = true;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("vanished"), "gone-model"));
        await _bed.Gateway.InProgressAsync(id);

        _bed.Config.RemoveProvider("gone");
        await Until.TrueAsync(async () => (await _bed.Gateway.AlarmsAsync()).ContainsKey(Alarm), "the alarm");
        ((string?)(await _bed.Gateway.AlarmsAsync())[Alarm]).ShouldNotBeNull().ShouldContain("1 unfinished jobs wait");
        await LetHoursPassAsync(id);
        ((string?)(await _bed.Gateway.RetrieveAsync(id))["status"]).ShouldBe("in_progress");

        script.StaysRunning = false;
        AddProvider(_bed);
        await _bed.Gateway.CompletedAsync(id);
        ((string?)(await _bed.Receiver.NextAsync("vanished")).Json["type"]).ShouldBe("video.completed");
        await Until.TrueAsync(async () => (await _bed.Gateway.AlarmsAsync()).Count == 0, "no alarm");
        script.Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Job_of_a_model_that_was_renamed_is_polled_to_its_end()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysRunning = true;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("renamed"), "gone-model"));
        await _bed.Gateway.InProgressAsync(id);

        _bed.Config.WriteProvider("gone", ConfigFolder.SecondProvider("gone", "new-name", _bed.Upstream.BaseUrl).ToJsonString());
        await Until.TrueAsync(() => Task.FromResult(_bed.Gateway.Log.Split("Applied the configuration").Length > 2), "the edit in force");
        script.StaysRunning = false;

        await _bed.Gateway.CompletedAsync(id);
        ((string?)(await _bed.Receiver.NextAsync("renamed")).Json["type"]).ShouldBe("video.completed");
    }

    private static void AddProvider(TestBed bed) =>
        bed.Config.WriteProvider("gone", ConfigFolder.SecondProvider("gone", "gone-model", bed.Upstream.BaseUrl).ToJsonString());

    /// <summary>As if it had been away for longer than the deadline allows for.</summary>
    private async Task LetHoursPassAsync(string id) => (await JobRows.QueryAsync<string>(
        _bed, "UPDATE jobs SET deadline_at = deadline_at - 7200000, parked_at = parked_at - 7200000 WHERE id = @id AND parked_at IS NOT NULL RETURNING id", new { id })).ShouldBe([id]);
}

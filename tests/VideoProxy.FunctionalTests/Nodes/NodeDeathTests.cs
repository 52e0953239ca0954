using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Nodes;

public sealed class NodeDeathTests : IAsyncLifetime
{
    private const int Jobs = 12;
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartOnAsync(await Postgres.CreateDatabaseAsync(), null, ("VideoProxy__Tracker__SubmitTimeout", "00:00:30"));

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Node_that_is_killed_holding_leases_loses_its_jobs_to_the_other_and_each_finishes_once()
    {
        var first = _bed.Gateway;
        var prompts = Enumerable.Range(0, Jobs).Select(_ => Prompts.New()).ToList();
        var holds = prompts.Select(HoldFirstPoll).ToList();
        var ids = await Task.WhenAll(prompts.Select((prompt, i) => first.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address($"taken-over-{i}")))));
        await Task.WhenAll(holds.Select(hold => hold.Reached));
        var dead = (await NodeRows.AllAsync(_bed)).ShouldHaveSingleItem();
        (await NodeRows.LeasingAsync(_bed)).ShouldBe([dead]);
        var second = await _bed.StartGatewayAsync();

        await first.KillAsync();

        for (var i = 0; i < Jobs; i++)
        {
            await second.CompletedAsync(ids[i]);
            await _bed.Receiver.NextAsync($"taken-over-{i}");
            _bed.Receiver.For($"taken-over-{i}").Select(call => call.Headers["webhook-id"]).ShouldBe(["evt_" + ids[i]]);
            _bed.Upstream.Script(prompts[i]).Submissions.ShouldBe(1);
        }

        second.Log.ShouldContain($"Node {dead} sent no heartbeat");
        (await NodeRows.AllAsync(_bed)).ShouldHaveSingleItem().ShouldNotBe(dead);
    }

    private Hold HoldFirstPoll(string prompt)
    {
        var hold = new Hold();
        _bed.Upstream.Script(prompt).OnPoll = hold.StopFirstAsync;
        return hold;
    }
}

using System.Net;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Nodes;

/// <summary>SIGTERM: what is under way is finished, what is left is handed over, nothing new is begun.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() =>
        _bed = await TestBed.StartOnAsync(await Postgres.CreateDatabaseAsync(), null, ("VideoProxy__Tracker__SubmitTimeout", "00:00:30"));

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Submit_under_way_is_finished_stored_and_answered_and_nothing_new_is_taken_meanwhile()
    {
        var gateway = _bed.Gateway;
        var (prompt, gate) = (Prompts.New(), new TaskCompletionSource());
        var script = _bed.Upstream.Script(prompt);
        script.OnSubmit = _ => gate.Task;
        var create = gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("drained")));
        await script.Arrived;

        await gateway.SignalAsync("TERM");
        await Until.TrueAsync(() => IsNotReadyAsync(gateway), "not ready");
        using var late = await gateway.PostAsync(GatewayCalls.Body(Prompts.New()).ToJsonString());
        ((int)late.StatusCode).ShouldBe(503);
        (await late.Content.ReadAsStringAsync()).ShouldContain("The gateway is stopping");
        gate.SetResult();

        var id = await create;
        (await gateway.EndAsync()).ShouldBe(0);
        (await JobRows.AttemptsAsync(_bed, id)).ShouldBe(["bytedance accepted"]);
        (await NodeRows.AllAsync(_bed)).ShouldBeEmpty();
        await (await _bed.StartGatewayAsync()).CompletedAsync(id);
        await _bed.Receiver.NextAsync("drained");
        script.Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Jobs_being_asked_for_are_handed_over_at_once()
    {
        var (prompt, hold) = (Prompts.New(), new Hold());
        _bed.Upstream.Script(prompt).OnPoll = hold.StopFirstAsync;
        var first = _bed.Gateway;
        var id = await first.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address("handed-over")));
        await hold.Reached;
        var second = await _bed.StartGatewayAsync();

        await first.SignalAsync("TERM");
        (await first.EndAsync()).ShouldBe(0);

        await second.CompletedAsync(id);
        await _bed.Receiver.NextAsync("handed-over");
        _bed.Receiver.For("handed-over").Count.ShouldBe(1);
        // Handed over, not found at a dead node.
        second.Log.ShouldNotContain("sent no heartbeat");
    }

    private static async Task<bool> IsNotReadyAsync(GatewayProcess gateway)
    {
        using var health = await gateway.Client.GetAsync("/health");
        return health.StatusCode == HttpStatusCode.ServiceUnavailable;
    }
}

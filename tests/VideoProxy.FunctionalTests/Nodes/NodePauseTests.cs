using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Nodes;

/// <summary>A node stands still until the others hold it for dead, then goes on with what it had begun.</summary>
public sealed class NodePauseTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _late = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TestBed _bed = null!;
    private GatewayProcess _paused = null!;

    public async Task InitializeAsync()
    {
        _bed = await TestBed.StartOnAsync(await Postgres.CreateDatabaseAsync(), null, ("VideoProxy__Tracker__SubmitTimeout", "00:01:00"));
        _paused = _bed.Gateway;
        // A client that waits as long as the node stands still.
        _paused.Client.Timeout = TimeSpan.FromMinutes(2);
    }

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Node_paused_in_a_poll_changes_nothing_when_it_goes_on()
    {
        var (prompt, hook) = (Prompts.New(), "paused-polling");
        var script = _bed.Upstream.Script(prompt);
        var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        script.OnPoll = async context =>
        {
            if (!asked.TrySetResult()) return;
            await _late.Task;
            await UpstreamDouble.AnswerAsync(context, 200, """{"status":"failed","error":{"code":"x","message":"this answer comes late"}}""");
            answered.SetResult();
        };
        var id = await _paused.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook)));
        await asked.Task.WaitAsync(Until.Patience);

        var second = await PauseUntilHeldForDeadAsync();
        await second.CompletedAsync(id);
        await _bed.Receiver.NextAsync(hook);
        var before = await JobRows.OfPromptAsync(_bed, prompt);
        await ResumeAsync();
        await answered.Task.WaitAsync(Until.Patience);

        // By the time it has made another video it has met the late answer.
        await _paused.CompletedAsync(await _paused.CreateIdAsync(GatewayCalls.Body(Prompts.New())));
        (await JobRows.OfPromptAsync(_bed, prompt)).ShouldBe(before);
        ((string?)(await _paused.RetrieveAsync(id))["status"]).ShouldBe("completed");
        _bed.Receiver.For(hook).Select(call => call.Headers["webhook-id"]).ShouldBe(["evt_" + id]);
        script.Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Node_paused_in_a_submit_answers_its_client_with_the_job_that_the_other_has_found()
    {
        var (prompt, hook) = (Prompts.New(), "paused-submitting");
        var script = _bed.Upstream.Script(prompt);
        (script.TakesSilently, script.OnSubmit) = (true, _ => _late.Task);
        var create = _paused.CreateAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook)));
        await script.Arrived;

        var second = await PauseUntilHeldForDeadAsync();
        var id = (await JobRows.OfPromptAsync(_bed, prompt)).ShouldHaveSingleItem().Id;
        await second.CompletedAsync(id);
        await ResumeAsync();

        var answer = await create;
        ((string?)answer["id"]).ShouldBe(id);
        ((string?)answer["status"]).ShouldBe("completed");
        (await JobRows.AttemptsAsync(_bed, id)).ShouldBe(["bytedance accepted"]);
        await _bed.Receiver.NextAsync(hook);
        _bed.Receiver.For(hook).Select(call => call.Headers["webhook-id"]).ShouldBe(["evt_" + id]);
        script.Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Node_paused_in_a_submit_that_the_other_gave_up_leaves_the_end_and_brings_the_late_video()
    {
        var (prompt, hook) = (Prompts.New(), "paused-too-long");
        var script = _bed.Upstream.Script(prompt);
        script.OnSubmit = _ => _late.Task;
        var create = _paused.CreateAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook)));
        await script.Arrived;

        var second = await PauseUntilHeldForDeadAsync();
        var id = (await JobRows.OfPromptAsync(_bed, prompt)).ShouldHaveSingleItem().Id;
        ((string?)(await second.FinishedAsync(id))["error"]!["code"]).ShouldBe("submission_unknown");
        await ResumeAsync();

        ((string?)(await create)["status"]).ShouldBe("failed");
        var late = await Until.FoundAsync(async () => await second.RetrieveAsync(id) is var job && job["content"] is not null ? job : null, "the late video");
        ((string?)late["error"]!["code"]).ShouldBe("submission_unknown");
        await _bed.Receiver.NextAsync(hook);
        _bed.Receiver.For(hook).Select(call => call.Headers["webhook-id"]).ShouldBe(["evt_" + id]);
        script.Submissions.ShouldBe(1);
    }

    private async Task<GatewayProcess> PauseUntilHeldForDeadAsync()
    {
        var second = await _bed.StartGatewayAsync();
        await NodeRows.CountAsync(_bed, 2);
        await _paused.SignalAsync("STOP");
        await NodeRows.CountAsync(_bed, 1);
        return second;
    }

    /// <summary>The answer it was waiting for is there when it wakes.</summary>
    private async Task ResumeAsync()
    {
        _late.SetResult();
        await _paused.SignalAsync("CONT");
        await NodeRows.CountAsync(_bed, 2);
    }
}

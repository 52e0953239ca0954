using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class WaitTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Retrieve_with_wait_answers_at_the_next_change()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysQueued = true;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        var waiting = _bed.Gateway.Client.GetStringAsync($"/v1/videos/{id}?wait=30");
        (script.StaysRunning, script.StaysQueued) = (true, false);

        (await waiting).ShouldContain("\"status\":\"in_progress\"");
    }

    [Theory]
    [InlineData("61")]
    [InlineData("-1")]
    [InlineData("soon")]
    public async Task Retrieve_with_an_impossible_wait_is_refused(string wait)
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        using var response = await _bed.Gateway.Client.GetAsync($"/v1/videos/{id}?wait={wait}");
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "wait");
    }
}

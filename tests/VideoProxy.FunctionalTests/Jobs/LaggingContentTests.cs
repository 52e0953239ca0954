using System.Net;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

/// <summary>Files that appear some seconds after their task was completed.</summary>
public sealed class LaggingContentTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartAsync(null, ("VideoProxy__Tracker__NotFoundGrace", "00:02:00"));

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    [InlineData(403)]
    public async Task File_that_is_not_there_yet_is_503_until_it_is_there(int status)
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.OnFile = context => UpstreamDouble.AnswerAsync(context, status, """{"error":{"message":"task is not completed yet"}}""");
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await _bed.Gateway.CompletedAsync(id);

        using var early = await _bed.Gateway.ContentAsync(id);
        script.OnFile = null;
        using var later = await _bed.Gateway.ContentAsync(id);

        await early.ShouldBeErrorAsync(503, "upstream_error", "unavailable");
        early.Headers.RetryAfter!.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        early.Headers.GetValues("x-should-retry").ShouldBe(["true"]);
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

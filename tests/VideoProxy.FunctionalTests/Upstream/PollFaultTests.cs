using System.Globalization;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>Polls that say nothing about the job: it goes on, and completes when the provider is well again.</summary>
public sealed class PollFaultTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private const string Place = "bytedance/ap-southeast";

    private static readonly Dictionary<string, Func<HttpContext, Task>> Replies = new()
    {
        ["500"] = context => UpstreamDouble.AnswerAsync(context, 500, """{"error":{"code":"InternalServiceError","message":"no","type":"x"}}"""),
        ["503 html"] = context => UpstreamDouble.AnswerAsync(context, 503, "<html>busy</html>", "text/html"),
        ["html"] = context => UpstreamDouble.AnswerAsync(context, 200, "<html><body>Welcome</body></html>", "text/html"),
        ["empty"] = context => UpstreamDouble.AnswerAsync(context, 200, ""),
        ["truncated json"] = context => UpstreamDouble.AnswerAsync(context, 200, """{"id":"cgt-2026"""),
        ["another job"] = context => UpstreamDouble.AnswerAsync(context, 200, """{"id":"cgt-of-another-job","status":"failed","error":{"code":"x","message":"not ours"}}"""),
        ["reset"] = UpstreamDouble.ResetAsync,
    };

    private readonly TestBed _bed = shared.Bed;

    public static TheoryData<string> Names => [.. Replies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Poll_that_tells_nothing_never_fails_the_job(string reply)
    {
        var (id, script, hook) = await FailedPollAsync(reply, Replies[reply]);

        await ShouldCompleteWhenWellAsync(id, script, hook);
    }

    [Fact]
    public async Task Poll_answered_429_waits_as_long_as_the_provider_asks()
    {
        var (id, script, hook) = await FailedPollAsync("429", context =>
        {
            context.Response.Headers.RetryAfter = "120";
            return UpstreamDouble.AnswerAsync(context, 429, """{"error":{"code":"RateLimitExceeded","message":"slow down","type":"TooManyRequests"}}""");
        });

        var next = long.Parse((await JobRows.QueryAsync<string>(_bed, "SELECT CAST(next_poll_at AS TEXT) FROM jobs WHERE id = @id", new { id })).Single(), CultureInfo.InvariantCulture);
        // The first wait would be 10 s by itself.
        DateTimeOffset.FromUnixTimeMilliseconds(next).ShouldBeGreaterThan(TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(60));
        await ShouldCompleteWhenWellAsync(id, script, hook);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Poll_that_refuses_our_key_raises_an_alarm_and_fails_no_job(int status)
    {
        var (id, script, hook) = await FailedPollAsync($"refused {status}", context =>
            UpstreamDouble.AnswerAsync(context, status, """{"error":{"code":"AuthenticationError","message":"the key is not valid","type":"Unauthorized"}}"""));

        ((string?)(await _bed.Gateway.AlarmsAsync())[Place]).ShouldNotBeNull().ShouldContain($"refuses our key with HTTP {status}");
        _bed.Gateway.Log.ShouldContain($"ALARM {Place}");

        await ShouldCompleteWhenWellAsync(id, script, hook);
        (await _bed.Gateway.AlarmsAsync()).ShouldBeEmpty();
    }

    private async Task<(string Id, ArkScript Script, string Hook)> FailedPollAsync(string about, Func<HttpContext, Task> reply)
    {
        var (prompt, hook) = (Prompts.New(about), "poll-" + about.Replace(' ', '-'));
        var script = _bed.Upstream.Script(prompt);
        script.OnPoll = reply;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook)));
        await JobRows.PollFailedAsync(_bed, id);
        ((string?)(await _bed.Gateway.RetrieveAsync(id))["status"]).ShouldBe("queued");
        return (id, script, hook);
    }

    private async Task ShouldCompleteWhenWellAsync(string id, ArkScript script, string hook)
    {
        script.OnPoll = null;
        await JobRows.EndBackoffAsync(_bed, id);
        await _bed.Gateway.CompletedAsync(id);
        ((string?)(await _bed.Receiver.NextAsync(hook)).Json["type"]).ShouldBe("video.completed");
        _bed.Receiver.For(hook).Count.ShouldBe(1);
        script.Submissions.ShouldBe(1);
    }
}

using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

public sealed class UnknownOutcomeTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> Replies = new()
    {
        ["no id"] = context => UpstreamDouble.AnswerAsync(context, 200, """{"status":"ok"}"""),
        ["id that leads elsewhere"] = context => UpstreamDouble.AnswerAsync(context, 200, """{"id":".."}"""),
        ["empty"] = context => UpstreamDouble.AnswerAsync(context, 200, ""),
        ["html"] = context => UpstreamDouble.AnswerAsync(context, 200, "<html><body>Welcome</body></html>", "text/html"),
        ["truncated json"] = context => UpstreamDouble.AnswerAsync(context, 200, """{"id":"cgt-2026"""),
        ["500"] = context => UpstreamDouble.AnswerAsync(context, 500, """{"error":{"code":"InternalServiceError","message":"no","type":"x"}}"""),
        ["503 html"] = context => UpstreamDouble.AnswerAsync(context, 503, "<html>busy</html>", "text/html"),
        ["hang"] = Hold.UntilGoneAsync,
        ["reset"] = UpstreamDouble.ResetAsync,
        ["body breaks off"] = async context =>
        {
            context.Response.ContentLength = 500;
            await context.Response.WriteAsync("""{"id":"cgt-""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        },
    };

    private readonly TestBed _bed = shared.Bed;

    public static TheoryData<string> Names => [.. Replies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Create_with_an_unknown_outcome_answers_the_job_and_is_never_sent_twice(string reply)
    {
        var prompt = Prompts.New(reply);
        var hook = "unknown-" + reply.Replace(' ', '-');
        var script = _bed.Upstream.Script(prompt);
        script.OnSubmit = Replies[reply];

        var created = await _bed.Gateway.CreateAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook)));

        ((string?)created["status"]).ShouldBe("queued");
        created["error"].ShouldBeNull();
        var job = await _bed.Gateway.FinishedAsync((string)created["id"]!);
        ((string?)job["status"]).ShouldBe("failed");
        ((string?)job["error"]!["code"]).ShouldBe("submission_unknown");
        var callback = await _bed.Receiver.NextAsync(hook);
        callback.ShouldBeSigned(TestBed.Secret);
        ((string?)callback.Json["type"]).ShouldBe("video.failed");
        ((string?)callback.Json["data"]!["error"]!["code"]).ShouldBe("submission_unknown");
        script.Submissions.ShouldBe(1);
    }
}

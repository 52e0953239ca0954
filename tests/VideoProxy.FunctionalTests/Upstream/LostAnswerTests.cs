using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>The provider has taken the job, and the answer that says so never comes: the task is found, nothing is sent again.</summary>
public sealed class LostAnswerTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> Replies = new()
    {
        ["never answers"] = Hold.UntilGoneAsync,
        ["resets"] = UpstreamDouble.ResetAsync,
        ["says 500"] = context => UpstreamDouble.AnswerAsync(context, 500, """{"error":{"code":"InternalServiceError","message":"no","type":"x"}}"""),
    };

    private readonly TestBed _bed = shared.Bed;

    public static TheoryData<string> Names => [.. Replies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Submit_that_was_taken_without_a_word_is_found_and_completes(string reply)
    {
        var (prompt, hook) = (Prompts.New(reply), "lost-" + reply.Replace(' ', '-'));
        var script = _bed.Upstream.Script(prompt);
        (script.TakesSilently, script.OnSubmit) = (true, Replies[reply]);

        var created = await _bed.Gateway.CreateAsync(GatewayCalls.Body(prompt, _bed.Receiver.Address(hook)));

        ((string?)created["status"]).ShouldBe("queued");
        var id = (string)created["id"]!;
        await _bed.Gateway.CompletedAsync(id);
        (await JobRows.AttemptsAsync(_bed, id)).ShouldBe(["bytedance accepted"]);
        ((string?)(await _bed.Receiver.NextAsync(hook)).Json["type"]).ShouldBe("video.completed");
        script.Submissions.ShouldBe(1);
    }
}

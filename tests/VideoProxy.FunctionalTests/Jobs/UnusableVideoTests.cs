using System.Net;
using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

/// <summary>Tasks that are completed with a link or with text in place of a video.</summary>
public sealed class UnusableVideoTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    public static TheoryData<string, string> Links => new()
    {
        { "javascript:alert(1)", "scheme 'javascript'" },
        { "https://user:pass@cdn.example/v.mp4", "user name" },
        { "/outputs/x.mp4", "no scheme" },
        { "https://cdn.example/" + new string('x', 70_000), "not base64" },
        { "data:video/mp4;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes("<!doctype html><title>Sign in</title>")), "an HTML page" },
        { "data:video/mp4;base64,!!!!", "not base64" },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public async Task Job_without_a_video_that_can_be_fetched_fails_as_no_video(string link, string why)
    {
        var job = await _bed.Gateway.FinishedAsync(await CreateAsync(link));

        ((string?)job["status"], (string?)job["error"]!["code"]).ShouldBe(("failed", "no_video"));
        ((string?)job["error"]!["message"]).ShouldNotBeNull().ShouldContain(why);
        ((string?)job["error"]!["message"])!.ShouldNotContain("pass@");
    }

    [Fact]
    public async Task Video_in_a_data_url_is_decoded()
    {
        var id = await CreateAsync("data:video/mp4;base64," + Convert.ToBase64String(UpstreamDouble.Video));
        await _bed.Gateway.CompletedAsync(id);

        using var response = await _bed.Gateway.ContentAsync(id);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
    }

    private async Task<string> CreateAsync(string link)
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnPoll = context => UpstreamDouble.AnswerAsync(
            context, 200, $$$"""{"id":"{{{context.Request.RouteValues["id"]}}}","status":"succeeded","content":{"video_url":"{{{link}}}"}}""");
        return await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
    }
}

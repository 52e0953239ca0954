using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class RenewedLinkTests : IAsyncLifetime
{
    private MiniMaxDouble _upstream = null!;
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        _upstream = await MiniMaxDouble.StartAsync();
        _bed = await TestBed.StartAsync(null, ("MINIMAX_BASE_URL", _upstream.BaseUrl), ("MINIMAX_API_KEY", TestBed.UpstreamKey));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Content_link_is_asked_for_once_and_again_only_when_it_has_died()
    {
        var id = await CompletedIdAsync();

        await ShouldBeTheVideoAsync(id);
        await ShouldBeTheVideoAsync(id);
        _upstream.Links.ShouldBe(1);

        _upstream.KillLinks();
        await ShouldBeTheVideoAsync(id);
        await ShouldBeTheVideoAsync(id);
        _upstream.Links.ShouldBe(2);
    }

    [Fact]
    public async Task Content_whose_file_is_gone_is_410()
    {
        var id = await CompletedIdAsync();
        await ShouldBeTheVideoAsync(id);
        _upstream.KillLinks();
        _upstream.IsFileGone = true;

        using var response = await _bed.Gateway.ContentAsync(id);

        await response.ShouldBeErrorAsync(410, "invalid_request_error", "gone");
    }

    [Fact]
    public async Task Content_whose_link_stays_dead_has_its_task_asked_for_once()
    {
        var (id, script) = await DeadAsync();
        var polls = script.Polls;

        for (var download = 0; download < 3; download++)
        {
            using var response = await _bed.Gateway.ContentAsync(id);
            await response.ShouldBeErrorAsync(410, "invalid_request_error", "gone");
        }

        script.Polls.ShouldBe(polls + 1);
    }

    [Fact]
    public async Task Content_whose_task_could_not_be_asked_for_is_asked_for_again()
    {
        var (id, script) = await DeadAsync();
        script.OnPoll = context => UpstreamDouble.AnswerAsync(context, 503, "");
        (await _bed.Gateway.ContentAsync(id)).Dispose();
        var polls = script.Polls;

        (await _bed.Gateway.ContentAsync(id)).Dispose();

        script.Polls.ShouldBeGreaterThan(polls);
    }

    [Theory]
    [InlineData("new", 200)]
    [InlineData("old", 502)]
    public async Task Content_whose_link_leads_to_a_page_is_asked_for_again_once(string token, int status)
    {
        var (id, script) = await DeadAsync();
        var pages = 0;
        script.OnFile = context =>
        {
            if (context.Request.Query["token"] == "new") return Results.Bytes(UpstreamDouble.Video, "video/mp4").ExecuteAsync(context);
            Interlocked.Increment(ref pages);
            return UpstreamDouble.AnswerAsync(context, 200, "<!doctype html><title>This link has expired</title>", "text/html");
        };
        script.OnPoll = context => UpstreamDouble.AnswerAsync(context, 200, $$$"""
            {"id":"{{{context.Request.RouteValues["id"]}}}","status":"succeeded","content":{"video_url":"http://{{{context.Request.Host}}}/files/{{{context.Request.RouteValues["id"]}}}.mp4?token={{{token}}}"}}
            """);

        using var response = await _bed.Gateway.ContentAsync(id);

        ((int)response.StatusCode).ShouldBe(status);
        pages.ShouldBe(status == 200 ? 1 : 2);
    }

    /// <summary>A finished video whose link is refused.</summary>
    private async Task<(string Id, ArkScript Script)> DeadAsync()
    {
        var prompt = Prompts.New();
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await _bed.Gateway.CompletedAsync(id);
        var script = _bed.Upstream.Script(prompt);
        script.OnFile = context => UpstreamDouble.AnswerAsync(context, 403, "");
        return (id, script);
    }

    private async Task ShouldBeTheVideoAsync(string id)
    {
        using var response = await _bed.Gateway.ContentAsync(id);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
    }

    private async Task<string> CompletedIdAsync()
    {
        var body = new JsonObject { ["model"] = "minimax-hailuo-2.3", ["prompt"] = Prompts.New(), ["seconds"] = 6, ["audio"] = false };
        var id = await _bed.Gateway.CreateIdAsync(body);
        await _bed.Gateway.CompletedAsync(id);
        return id;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Nodes;

public sealed class DrainStreamTests
{
    [Fact]
    public async Task Stream_goes_on_until_the_limit_and_the_leases_are_released_all_the_same()
    {
        await using var files = await LoopbackServer.StartAsync(app => app.MapFallback(DribbleAsync));
        // The limit is the submit's plus 15 s.
        await using var bed = await TestBed.StartOnAsync(await Postgres.CreateDatabaseAsync(), null, ("VideoProxy__Tracker__SubmitTimeout", "00:00:05"));
        var prompt = Prompts.New();
        bed.Upstream.Script(prompt).OnPoll = context => UpstreamDouble.AnswerAsync(
            context, 200, $$$"""{"status":"succeeded","content":{"video_url":"{{{LoopbackServer.UrlOf(files)}}}/endless"}}""");
        var gateway = bed.Gateway;
        var id = await gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await gateway.CompletedAsync(id);
        using var response = await gateway.Client.GetAsync($"/v1/videos/{id}/content", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte[1000]);

        await gateway.SignalAsync("TERM");

        // More than the buffers on the way can have held, so it was still being sent after the signal.
        await stream.ReadExactlyAsync(new byte[20_000]);
        await Should.ThrowAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
        (await gateway.EndAsync()).ShouldBe(0, gateway.Log);
        (await NodeRows.AllAsync(bed)).ShouldBeEmpty();
    }

    private static async Task DribbleAsync(HttpContext context)
    {
        context.Response.ContentType = "video/mp4";
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!context.RequestAborted.IsCancellationRequested && await timer.WaitForNextTickAsync()) await context.Response.Body.WriteAsync(new byte[1000]);
    }
}

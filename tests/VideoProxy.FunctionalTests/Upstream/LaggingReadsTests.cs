using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>Replies of providers that are right, but not in the form or at the time that one expects.</summary>
public sealed class LaggingReadsTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartAsync(null, ("VideoProxy__Tracker__NotFoundGrace", "00:02:00"));

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Task_that_is_unknown_right_after_its_accept_is_polled_again()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.OnPoll = context => UpstreamDouble.AnswerAsync(context, 404, """{"error":{"code":"NotFound","message":"no such task","type":"NotFound"}}""");
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        await Until.TrueAsync(() => Task.FromResult(script.Polls >= 2), "two polls");
        ((string?)(await _bed.Gateway.RetrieveAsync(id))["status"]).ShouldBe("queued");

        script.OnPoll = null;

        await _bed.Gateway.CompletedAsync(id);
        script.Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_reply_that_is_compressed_and_begins_with_a_byte_order_mark_is_read()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.OnSubmit = context => CompressAsync(context, $$"""{"id":"{{_bed.Upstream.Take(script)}}"}""");

        var job = await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)));

        ((string?)job["status"]).ShouldBe("completed");
        (await JobRows.AttemptsAsync(_bed, (string)job["id"]!)).ShouldBe(["bytedance accepted"]);
    }

    private static async Task CompressAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)]);
    }
}

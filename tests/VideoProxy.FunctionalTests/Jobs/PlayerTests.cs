using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class PlayerTests
{
    // The first reply stalls after these bytes, so that a player must ask for what comes later.
    private const int Sent = 2 << 20;

    // Jumps near the end, plays a little, and reads a part of the file by itself.
    private const string SeekScript = """
        v.onloadeddata = () => { v.currentTime = 18; };
        v.ontimeupdate = async () => {
          if (v.currentTime < 18.2) return;
          v.ontimeupdate = null;
          const part = await fetch(v.src, { headers: { Range: "bytes=1000-1999" } });
          const length = (await part.arrayBuffer()).byteLength;
          report([Math.round(v.currentTime), part.status, part.headers.get("content-range"), length].join(" "));
        };
        """;

    [Fact]
    public async Task Browser_seeks_at_a_provider_that_ignores_ranges_and_survives_an_expired_link()
    {
        await using var page = await VideoPage.StartAsync();
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Network__CorsOrigins__0", page.Origin));
        var film = await MakeFilmAsync(bed.Temp);
        var seen = new ConcurrentQueue<(string Token, RangeHeaderValue? Range)>();
        var prompt = Prompts.New();
        var script = bed.Upstream.Script(prompt);
        script.OnFile = async context =>
        {
            var (token, range) = (context.Request.Query["token"].ToString(), context.Request.Headers.Range.ToString());
            seen.Enqueue((token, RangeHeaderValue.TryParse(range, out var parsed) ? parsed : null));
            // The first link works once.
            if (token != "new" && seen.Count > 1) context.Response.StatusCode = StatusCodes.Status403Forbidden;
            else await SendAsync(context, film, isStalling: token != "new");
        };
        var id = await bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        page.Video = (string)(await bed.Gateway.CompletedAsync(id))["content"]![0]!["url"]!;
        script.OnPoll = context => UpstreamDouble.AnswerAsync(context, 200, $$$"""
            {"id":"{{{context.Request.RouteValues["id"]}}}","status":"succeeded","content":{"video_url":"http://{{{context.Request.Host}}}/files/{{{context.Request.RouteValues["id"]}}}.mp4?token=new"}}
            """);

        var report = await page.RunAsync(bed.Temp.Join("browser"), SeekScript);

        report.ShouldBe($"18 206 bytes 1000-1999/{film.Length} 1000");
        seen.ShouldContain(request => request.Token != "new" && request.Range != null);
        seen.ShouldContain(request => request.Token == "new" && request.Range != null && request.Range.Ranges.First().From > Sent, "the player jumped by a range: " + string.Join(", ", seen));
    }

    private static async Task SendAsync(HttpContext context, byte[] film, bool isStalling)
    {
        (context.Response.ContentType, context.Response.ContentLength) = ("binary/octet-stream", film.Length);
        await context.Response.Body.WriteAsync(film.AsMemory(0, isStalling ? Sent : film.Length), context.RequestAborted);
        if (isStalling) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>20 seconds of noise, which is large, with a key frame each second, so that a player need not read what it jumps over.</summary>
    private static async Task<byte[]> MakeFilmAsync(TempFolder folder)
    {
        var file = folder.Join("noise.mp4");
        await ProcessRun.RunAsync(
            "ffmpeg",
            [
                "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "320x240", "-r", "5", "-t", "20", "-i", "/dev/urandom",
                "-c:v", "libx264", "-preset", "ultrafast", "-qp", "28", "-g", "5", "-movflags", "+faststart", file,
            ],
            folder.Path);
        return await File.ReadAllBytesAsync(file);
    }
}

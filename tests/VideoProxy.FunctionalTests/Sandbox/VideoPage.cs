using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sandbox;

/// <summary>A page on loopback that plays a video in headless Chromium and reports how far it came.</summary>
internal sealed class VideoPage : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _report = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;

    public static async Task<VideoPage> StartAsync(string video)
    {
        var page = new VideoPage();
        page._app = await LoopbackServer.StartAsync(app =>
        {
            app.MapGet("/", (RequestDelegate)(context =>
            {
                context.Response.ContentType = "text/html";
                return context.Response.WriteAsync(Html(video));
            }));
            app.MapGet("/report", (RequestDelegate)(context =>
            {
                page._report.TrySetResult(context.Request.Query["at"].ToString());
                return Task.CompletedTask;
            }));
        });
        return page;
    }

    /// <summary>Opens the page in a browser with a profile of its own: position and duration in seconds.</summary>
    public async Task<(double Position, double Duration)> PlayAsync(string profile)
    {
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required", "--remote-debugging-port=0",
            "--user-data-dir=" + profile, LoopbackServer.UrlOf(_app!) + "/",
        ];
        var start = new ProcessStartInfo("chromium", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var browser = Process.Start(start)!;
        browser.ErrorDataReceived += (_, _) => { };
        browser.OutputDataReceived += (_, _) => { };
        browser.BeginErrorReadLine();
        browser.BeginOutputReadLine();
        try
        {
            var parts = (await _report.Task.WaitAsync(TimeSpan.FromSeconds(60))).Split('/');
            parts.Length.ShouldBe(2, parts[0]);
            return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
        }
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private static string Html(string video) => $$"""
        <!doctype html><video id="v" muted autoplay src="{{video.Replace("&", "&amp;", StringComparison.Ordinal)}}"></video>
        <script>
          const v = document.getElementById("v");
          const report = text => fetch("/report?at=" + encodeURIComponent(text));
          v.ontimeupdate = () => { if (v.currentTime > 0.3) report(v.currentTime + "/" + v.duration); };
          v.onerror = () => report("error: " + v.error.message);
        </script>
        """;
}

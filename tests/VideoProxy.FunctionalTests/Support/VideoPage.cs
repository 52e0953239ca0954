using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>A page on loopback that plays a video in headless Chromium and reports how far it came.</summary>
internal sealed class VideoPage : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _report = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;
    private string _script = PlayScript;

    /// <summary>The page's origin.</summary>
    public string Origin => LoopbackServer.UrlOf(_app!);

    /// <summary>The link of the video in the page.</summary>
    public string Video { get; set; } = "";

    public static async Task<VideoPage> StartAsync(string video = "")
    {
        var page = new VideoPage { Video = video };
        page._app = await LoopbackServer.StartAsync(app =>
        {
            app.MapGet("/", (RequestDelegate)(context =>
            {
                context.Response.ContentType = "text/html";
                return context.Response.WriteAsync(page.Html());
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
        var parts = (await RunAsync(profile, PlayScript)).Split('/');
        parts.Length.ShouldBe(2, parts[0]);
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Opens the page in a browser and returns what its script reports. The script sees the video as <c>v</c>.</summary>
    public async Task<string> RunAsync(string profile, string script)
    {
        _script = script;
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required", "--remote-debugging-port=0",
            "--user-data-dir=" + profile, Origin + "/",
        ];
        var start = new ProcessStartInfo("chromium", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var browser = Process.Start(start)!;
        browser.ErrorDataReceived += (_, _) => { };
        browser.OutputDataReceived += (_, _) => { };
        browser.BeginErrorReadLine();
        browser.BeginOutputReadLine();
        try
        {
            return await _report.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
        }
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private const string PlayScript = """v.ontimeupdate = () => { if (v.currentTime > 0.3) report(v.currentTime + "/" + v.duration); };""";

    private string Html() => $$"""
        <!doctype html><video id="v" muted autoplay src="{{Video.Replace("&", "&amp;", StringComparison.Ordinal)}}"></video>
        <script>
          const v = document.getElementById("v");
          const report = text => fetch("/report?at=" + encodeURIComponent(text));
          v.onerror = () => report("error: " + v.error.message);
          {{_script}}
        </script>
        """;
}

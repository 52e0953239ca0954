using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Telemetry;

public sealed class LogTests : IDisposable
{
    private readonly HttpClient _stranger = new();

    public void Dispose() => _stranger.Dispose();

    [Theory]
    [InlineData("Yarp", "Information", "Yarp.ReverseProxy.Forwarder.HttpForwarder")]
    [InlineData("Microsoft", "Information", "Microsoft.AspNetCore.Routing.EndpointMiddleware")]
    [InlineData("Microsoft.AspNetCore.Routing", "Debug", "Microsoft.AspNetCore.Routing.Matching.DfaMatcher")]
    [InlineData("VideoProxy.Jobs", "Error", null)]
    public async Task Level_of_a_category_is_the_one_that_is_configured(string category, string level, string? shows)
    {
        await using var bed = await TestBed.StartAsync(null, ($"Logging__LogLevel__{category}", level));

        await bed.Gateway.CompletedAsync(await bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New())));

        if (shows is null) bed.Log.ShouldNotContain("VideoProxy.Jobs");
        else await SeenAsync(bed, shows);
    }

    [Fact]
    public async Task Log_at_the_default_levels_holds_no_line_of_the_framework()
    {
        await using var bed = await TestBed.StartAsync();

        await bed.Gateway.CompletedAsync(await bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New())));

        await SeenAsync(bed, "VideoProxy.Jobs");
        foreach (var category in (string[])["Microsoft.", "System.", "Yarp."]) bed.Log.ShouldNotContain(category);
    }

    [Fact]
    public async Task Log_of_every_category_at_Trace_holds_no_secret()
    {
        string[] categories = ["Default", "Microsoft", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.DataProtection", "System", "System.Net.Http", "Yarp", "VideoProxy"];
        await using var bed = await TestBed.StartAsync(null, [.. categories.Select(category => ($"Logging__LogLevel__{category}", "Trace"))]);
        var hook = bed.Receiver.Address("signed") + "/path-secret?sig=query-secret";
        bed.Receiver.AnswerFirst("signed/path-secret", 500);

        var id = await bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), hook));
        var job = await bed.Gateway.CompletedAsync(id);
        await bed.Receiver.NextAsync("signed/path-secret");
        using (var content = await bed.Gateway.ContentAsync(id)) content.EnsureSuccessStatusCode();
        var link = (string)job["content"]![0]!["url"]!;
        (await _stranger.GetByteArrayAsync(link)).Length.ShouldBe(UpstreamDouble.Video.Length);
        using (await _stranger.GetAsync(link + "x")) { }
        using (await bed.Gateway.PostAsync("""{"model":"seedance-2-0","prompt":"lighthouse""")) { }
        using (await bed.Gateway.Client.PostAsync("/v1/videos?key=query-secret", new StringContent("lighthouse", Encoding.UTF8, "text/plain"))) { }

        await SeenAsync(bed, "Proxying to http://127.0.0.1:");
        await SeenAsync(bed, "Request starting HTTP/1.1 GET http");
        var signature = link[(link.IndexOf("signature=", StringComparison.Ordinal) + "signature=".Length)..];
        string[] secrets = [TestBed.Key, TestBed.UpstreamKey, TestBed.Secret, Prompts.Marker, "path-secret", "query-secret", signature, "token=t", ".mp4"];
        bed.Log.Split('\n').Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>The log comes through a pipe, so a line may arrive after the answer of the request that it is about.</summary>
    private static Task SeenAsync(TestBed bed, string words) =>
        Until.TrueAsync(() => Task.FromResult(bed.Log.Contains(words, StringComparison.OrdinalIgnoreCase)), $"'{words}' in the log");
}

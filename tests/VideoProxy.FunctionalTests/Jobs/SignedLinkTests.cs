using System.Net;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class SignedLinkTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _stranger = new();
    private TestBed _bed = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    public void Dispose() => _stranger.Dispose();

    [Fact]
    public async Task Link_without_key_gives_the_bytes()
    {
        var link = await LinkAsync();

        (await _stranger.GetByteArrayAsync(link)).ShouldBe(UpstreamDouble.Video);
    }

    [Fact]
    public async Task Link_tampered_is_refused()
    {
        var link = await LinkAsync();
        var other = await LinkOfNewJobAsync();
        var last = link[^1] == 'a' ? 'b' : 'a';
        string[] forged =
        [
            link[..^1] + last,
            link.Replace("expires=", "expires=9", StringComparison.Ordinal),
            link[..link.IndexOf('?')] + other[other.IndexOf('?')..],
            link[..link.IndexOf("&signature", StringComparison.Ordinal)],
        ];

        foreach (var url in forged)
        {
            using var response = await _stranger.GetAsync(url);
            await response.ShouldBeErrorAsync(401, "authentication_error", "invalid_api_key");
        }
    }

    [Fact]
    public async Task Link_expired_is_refused()
    {
        var link = await LinkAsync(("VideoProxy__Content__LinkLifetime", "00:00:02"));
        (await _stranger.GetByteArrayAsync(link)).Length.ShouldBe(UpstreamDouble.Video.Length);

        await Until.TrueAsync(async () =>
        {
            using var late = await _stranger.GetAsync(link);
            return late.StatusCode == HttpStatusCode.Unauthorized;
        }, "the end of the link's lifetime");

        using var response = await _stranger.GetAsync(link);
        await response.ShouldBeErrorAsync(401, "authentication_error", "invalid_api_key");
    }

    private async Task<string> LinkAsync(params (string Name, string Value)[] environment)
    {
        _bed = await TestBed.StartAsync(null, environment);
        return await LinkOfNewJobAsync();
    }

    private async Task<string> LinkOfNewJobAsync()
    {
        var job = await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New())));
        var content = job["content"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)content["type"]).ShouldBe("video");
        ((string?)content["mime_type"]).ShouldBe("video/mp4");
        return (string)content["url"]!;
    }
}

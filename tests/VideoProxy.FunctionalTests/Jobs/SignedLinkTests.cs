using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
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

    [Fact]
    public async Task Link_is_enough_whoever_the_caller_is()
    {
        // A caller without a key belongs to an organisation of its own here.
        var link = await LinkAsync(("VideoProxy__Accounts__Mode", "Open"));
        var linkOfOthers = LinkOf(await JobAsync(_stranger, _bed.Gateway.Url));

        (await GetAsync(link, null)).ShouldBe(200);
        (await GetAsync(link, "sk-nonsense")).ShouldBe(200);
        (await GetAsync(linkOfOthers, TestBed.Key)).ShouldBe(200, "the key of another organisation");
    }

    [Fact]
    public async Task Link_that_is_forged_leaves_the_decision_to_the_key()
    {
        var forged = await LinkAsync(("VideoProxy__Accounts__Mode", "Open")) + "0";

        (await GetAsync(forged, TestBed.Key)).ShouldBe(200);
        (await GetAsync(forged, null)).ShouldBe(404, "the organisation of callers without a key");
    }

    [Fact]
    public async Task Link_with_a_nonsense_key_gives_the_bytes() => (await GetAsync(await LinkAsync(), "sk-nonsense")).ShouldBe(200);

    private async Task<int> GetAsync(string link, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, link);
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        using var response = await _stranger.SendAsync(request);
        return (int)response.StatusCode;
    }

    private async Task<string> LinkAsync(params (string Name, string Value)[] environment)
    {
        _bed = await TestBed.StartAsync(null, environment);
        return await LinkOfNewJobAsync();
    }

    private async Task<string> LinkOfNewJobAsync() => LinkOf(await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()))));

    /// <summary>A finished job of a caller without a key.</summary>
    private static async Task<JsonNode> JobAsync(HttpClient client, string gateway)
    {
        using var created = await client.PostAsJsonAsync($"{gateway}/v1/videos", GatewayCalls.Body(Prompts.New()));
        var id = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["id"]!;
        return await Until.FoundAsync(async () => JsonNode.Parse(await client.GetStringAsync($"{gateway}/v1/videos/{id}"))! is var job && (string?)job["status"] == "completed" ? job : null, "the end of the job");
    }

    private static string LinkOf(JsonNode job)
    {
        var content = job["content"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)content["type"]).ShouldBe("video");
        ((string?)content["mime_type"]).ShouldBe("video/mp4");
        return (string)content["url"]!;
    }
}

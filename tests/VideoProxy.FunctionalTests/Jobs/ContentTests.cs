using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class ContentTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Content_whole_is_the_providers_bytes()
    {
        using var response = await _bed.Gateway.ContentAsync(await CompletedIdAsync());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        response.Headers.GetValues("x-content-type-options").ShouldBe(["nosniff"]);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video);
    }

    [Fact]
    public async Task Content_range_is_that_part()
    {
        using var response = await _bed.Gateway.ContentAsync(await CompletedIdAsync(), new RangeHeaderValue(1000, 250_999));

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 1000-250999/{UpstreamDouble.Video.Length}");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video[1000..251_000]);
    }

    [Fact]
    public async Task Content_longer_than_a_fast_clients_proof_is_whole()
    {
        var film = new byte[6_000_000];
        new Random(4711).NextBytes(film);
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnFile = context => Results.Bytes(film, "video/mp4", enableRangeProcessing: true).ExecuteAsync(context);
        var id = await CompletedIdAsync(prompt);

        using var whole = await _bed.Gateway.ContentAsync(id);
        using var part = await _bed.Gateway.ContentAsync(id, new RangeHeaderValue(999_999, null));

        (await whole.Content.ReadAsByteArrayAsync()).ShouldBe(film);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(film[999_999..]);
    }

    [Fact]
    public async Task Content_last_bytes_are_the_end()
    {
        using var response = await _bed.Gateway.ContentAsync(await CompletedIdAsync(), new RangeHeaderValue(null, 500));

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(UpstreamDouble.Video[^500..]);
    }

    [Fact]
    public async Task Content_range_outside_is_416_with_the_length()
    {
        using var response = await _bed.Gateway.ContentAsync(await CompletedIdAsync(), new RangeHeaderValue(999_999_999, null));

        await response.ShouldBeErrorAsync(416, "invalid_request_error", "range_not_satisfiable");
        response.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes */{UpstreamDouble.Video.Length}");
    }

    [Fact]
    public async Task Content_head_says_length_and_type_only()
    {
        var request = new HttpRequestMessage(HttpMethod.Head, $"/v1/videos/{await CompletedIdAsync()}/content");

        using var response = await _bed.Gateway.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(UpstreamDouble.Video.Length);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Content_without_key_is_401()
    {
        using var stranger = new HttpClient();

        using var response = await stranger.GetAsync($"{_bed.Gateway.Url}/v1/videos/{await CompletedIdAsync()}/content");

        await response.ShouldBeErrorAsync(401, "authentication_error", "invalid_api_key");
    }

    private async Task<string> CompletedIdAsync(string? prompt = null)
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt ?? Prompts.New()));
        await _bed.Gateway.CompletedAsync(id);
        return id;
    }
}

using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Network;

/// <summary>What a browser page on another origin may do.</summary>
public sealed class CrossOriginTests(CrossOriginBed shared) : IClassFixture<CrossOriginBed>, IDisposable
{
    private readonly TestBed _bed = shared.Bed;
    private readonly HttpClient _page = new() { BaseAddress = shared.Bed.Gateway.Client.BaseAddress };

    public void Dispose() => _page.Dispose();

    [Theory]
    [InlineData("/v1/videos/video_a/content")]
    [InlineData("/v1/videos/video_a/content?expires=1&signature=a")]
    [InlineData("/api/v1/videos/video_a/content?index=0")]
    [InlineData("/v1/videos/video_a")]
    [InlineData("/api/v1/videos/video_a")]
    [InlineData("/v1/videos/video_a/events")]
    [InlineData("/v1/videos")]
    [InlineData("/v1/models")]
    public async Task Preflight_of_a_listed_origin_is_answered_without_a_key(string path)
    {
        using var response = await PreflightAsync(path, CrossOriginBed.Origin);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Header(response, "Access-Control-Allow-Origin").ShouldBe(CrossOriginBed.Origin);
        Header(response, "Access-Control-Allow-Headers").ShouldBe("authorization,range");
        Header(response, "Access-Control-Allow-Methods").ShouldBe("GET,HEAD");
        Header(response, "Access-Control-Allow-Credentials").ShouldBeNull();
        Header(response, "x-request-id").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("https://app.example.com.evil.com")]
    [InlineData("http://app.example.com")]
    [InlineData("null")]
    public async Task Origin_that_is_not_listed_gets_no_header(string origin)
    {
        using var preflight = await PreflightAsync("/v1/videos/video_a/content", origin);
        using var read = await _page.SendAsync(Request(HttpMethod.Get, "/v1/videos/video_a", origin));

        foreach (var response in (HttpResponseMessage[])[preflight, read]) CorsHeaders(response).ShouldBeEmpty();
    }

    [Fact]
    public async Task Video_is_readable_with_its_ranges_through_a_signed_link()
    {
        var job = await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New())));
        var request = Request(HttpMethod.Get, (string)job["content"]![0]!["url"]!, CrossOriginBed.Origin);
        request.Headers.Range = new RangeHeaderValue(0, 99);

        using var response = await _page.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        Header(response, "Access-Control-Allow-Origin").ShouldBe(CrossOriginBed.Origin);
        Header(response, "Access-Control-Expose-Headers")!.Split(',').ShouldBeSubsetOf(
            ["Content-Range", "Accept-Ranges", "ETag", "Content-Length", "Retry-After", "x-request-id", "x-should-retry", "openai-poll-after-ms", "x-video-id"]);
        Header(response, "Vary").ShouldBe("Origin");
    }

    [Theory]
    [InlineData("/v1/videos/video_a", null, 401)]
    [InlineData("/v1/videos/video_a/content?expires=1&signature=a", null, 401)]
    [InlineData("/v1/videos/video_a/content", TestBed.Key, 404)]
    [InlineData("/v1/nothing", TestBed.Key, 404)]
    public async Task Error_is_readable(string path, string? key, int status)
    {
        var request = Request(HttpMethod.Get, path, CrossOriginBed.Origin);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

        using var response = await _page.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
        Header(response, "Access-Control-Allow-Origin").ShouldBe(CrossOriginBed.Origin);
        Header(response, "Access-Control-Expose-Headers")!.ShouldContain("x-request-id");
    }

    [Fact]
    public async Task Error_of_a_download_that_failed_is_readable()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnFile = context => UpstreamDouble.AnswerAsync(context, StatusCodes.Status500InternalServerError, "{}");
        var job = await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)));

        using var response = await _page.SendAsync(Request(HttpMethod.Get, (string)job["content"]![0]!["url"]!, CrossOriginBed.Origin));

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        Header(response, "Access-Control-Allow-Origin").ShouldBe(CrossOriginBed.Origin);
    }

    [Fact]
    public async Task Answer_without_an_origin_still_varies_by_it()
    {
        using var response = await _page.GetAsync("/v1/videos/video_a");

        Header(response, "Vary").ShouldBe("Origin");
        CorsHeaders(response).ShouldBeEmpty();
    }

    [Fact]
    public async Task Preflight_without_the_option_is_405_and_no_answer_has_a_header()
    {
        await using var bed = await TestBed.StartAsync();
        using var client = new HttpClient { BaseAddress = bed.Gateway.Client.BaseAddress };

        using var preflight = await client.SendAsync(Preflight("/v1/videos/video_a/content", CrossOriginBed.Origin));
        using var read = await client.SendAsync(Request(HttpMethod.Get, "/v1/videos/video_a", CrossOriginBed.Origin));

        preflight.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        foreach (var response in (HttpResponseMessage[])[preflight, read])
        {
            CorsHeaders(response).ShouldBeEmpty();
            Header(response, "Vary").ShouldBeNull();
        }
    }

    private Task<HttpResponseMessage> PreflightAsync(string path, string origin) => _page.SendAsync(Preflight(path, origin));

    private static HttpRequestMessage Preflight(string path, string origin)
    {
        var request = Request(HttpMethod.Options, path, origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,range");
        return request;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string origin) => new(method, path) { Headers = { { "Origin", origin } } };

    private static IEnumerable<string> CorsHeaders(HttpResponseMessage response) => response.Headers.Select(header => header.Key).Where(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}

/// <summary>A gateway that two origins may read from.</summary>
public sealed class CrossOriginBed : IAsyncLifetime
{
    public const string Origin = "https://app.example.com";

    internal TestBed Bed { get; private set; } = null!;

    public async Task InitializeAsync() => Bed = await TestBed.StartAsync(null,
        ("VideoProxy__Network__CorsOrigins__0", Origin), ("VideoProxy__Network__CorsOrigins__1", "http://127.0.0.1:5173"));

    public async Task DisposeAsync() => await Bed.DisposeAsync();
}

using System.Net;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Network;

/// <summary>The names that a gateway without <c>PublicUrl</c> lets clients call it by, and the links that it builds from them.</summary>
public sealed class HostTests(HostBed shared) : IClassFixture<HostBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("videos.example.org.evil.example")]
    [InlineData("example.net")]
    [InlineData("127.0.0.1")]
    public async Task Host_that_is_not_allowed_is_refused_before_a_link_is_built(string host)
    {
        var prompt = Prompts.New();

        using var response = await SendAsync(Create("/v1/videos", GatewayCalls.Body(prompt)), host);

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value")).ShouldContain($"'{host}' is not allowed");
        (await JobRows.OfPromptAsync(_bed, prompt)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/videos/models", """{"error":{"code":400,"message":"The host""")]
    [InlineData("/v1/video/generate", """{"error":"The host""")]
    public async Task Host_that_is_not_allowed_is_refused_in_the_dialects_envelope(string path, string beginning)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), "evil.example");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldStartWith(beginning);
    }

    [Theory]
    [InlineData("videos.example.org:8443")]
    [InlineData("a.example.net")]
    public async Task Host_that_is_allowed_is_the_base_of_the_links(string host)
    {
        using var response = await SendAsync(Create("/api/v1/videos", new JsonObject { ["model"] = "bytedance/seedance-2.0", ["prompt"] = Prompts.New() }), host);

        ((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["polling_url"]).ShouldStartWith($"http://{host}/api/v1/videos/");
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Health_check_of_a_load_balancer_may_use_the_address(string path)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), "10.0.0.7:8080");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("HTTP/1.0", "")]
    [InlineData("HTTP/1.1", "Host:\r\nConnection: close\r\n")]
    public async Task Request_without_a_host_is_400_except_for_health_checks(string version, string headers)
    {
        await using var bed = await TestBed.StartAsync();
        using var read = await RawHttp.SendAsync(bed.Gateway, $"GET /v1/videos {version}\r\n{headers}\r\n");
        using var health = await RawHttp.SendAsync(bed.Gateway, $"GET /health {version}\r\n{headers}\r\n");

        var answer = await read.ReadUntilAsync("never");

        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("The request names no host");
        (await health.ReadUntilAsync("never")).ShouldContain("""{"status":"ready"}""");
    }

    private static HttpRequestMessage Create(string path, JsonObject body) => new(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), null, "application/json") };

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string host)
    {
        request.Headers.Host = host;
        return _bed.Gateway.Client.SendAsync(request);
    }
}

/// <summary>A gateway with a list of allowed hosts.</summary>
public sealed class HostBed : IAsyncLifetime
{
    internal TestBed Bed { get; private set; } = null!;

    public async Task InitializeAsync() => Bed = await TestBed.StartAsync(null, ("AllowedHosts", "videos.example.org;*.example.net"));

    public async Task DisposeAsync() => await Bed.DisposeAsync();
}

using System.Text;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.BadInput;

public sealed class BadRequestTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("multipart/mixed")]
    public async Task Create_with_another_content_type_is_415(string contentType)
    {
        var body = new StringContent(GatewayCalls.Body(Prompts.New()).ToJsonString(), Encoding.UTF8, contentType);

        using var response = await _bed.Gateway.Client.PostAsync("/v1/videos", body);

        (await response.ShouldBeErrorAsync(415, "invalid_request_error", "unsupported_media_type"))
            .ShouldContain("application/json or multipart/form-data");
    }

    [Theory]
    [InlineData("PUT", "/v1/videos")]
    [InlineData("PATCH", "/v1/videos/video_a")]
    [InlineData("POST", "/v1/videos/video_a/content")]
    [InlineData("DELETE", "/health")]
    public async Task Method_that_a_path_does_not_have_is_405(string method, string path)
    {
        using var response = await _bed.Gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await response.ShouldBeErrorAsync(405, "invalid_request_error", "method_not_allowed");
        response.Content.Headers.Allow.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/v1/videos/generations", " Did you mean /v1/videos?")]
    [InlineData("DELETE", "/v1/videos", " Did you mean /v1/videos/{id}?")]
    [InlineData("PUT", "/v1/videos", "")]
    public async Task Method_that_a_nearby_path_has_gets_that_path(string method, string path, string question)
    {
        using var response = await _bed.Gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        (await response.ShouldBeErrorAsync(405, "invalid_request_error", "method_not_allowed")).ShouldEndWith($"Allowed: {string.Join(", ", response.Content.Headers.Allow)}.{question}");
    }

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/videos/video_a/nothing")]
    [InlineData("/v1")]
    [InlineData("/")]
    [InlineData("/nothing/at/all")]
    public async Task Path_that_does_not_exist_is_404_with_and_without_a_key(string path)
    {
        using var stranger = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };
        foreach (var client in (HttpClient[])[_bed.Gateway.Client, stranger])
        {
            using var response = await client.GetAsync(path);
            await response.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        }
    }

    [Theory]
    [InlineData("POST", "/videos", "/v1/videos")]
    [InlineData("POST", "/v1//videos", "/v1/videos")]
    [InlineData("POST", "//v1/videos", "/v1/videos")]
    [InlineData("POST", "/v1/v1/videos", "/v1/videos")]
    [InlineData("POST", "/v1/video", "/v1/videos")]
    [InlineData("POST", "/v2/videos", "/v1/videos")]
    [InlineData("POST", "/openai/v1/videos", "/v1/videos")]
    [InlineData("POST", "/v1/video/generations", "/v1/videos")]
    [InlineData("POST", "/video/generate", "/v1/video/generate")]
    [InlineData("POST", "/api/videos", "/api/v1/videos")]
    [InlineData("POST", "/api/v1/v1/videos", "/api/v1/videos")]
    [InlineData("GET", "/videos/video_a", "/v1/videos/{id}")]
    [InlineData("GET", "/v1/v1/videos/video_a/content", "/v1/videos/{id}/content")]
    [InlineData("GET", "/api/videos/video_a/content", "/api/v1/videos/{id}/content")]
    [InlineData("GET", "/v1/content", "/v1/videos/{id}/content")]
    [InlineData("GET", "/models", "/v1/models")]
    [InlineData("GET", "/healthz", "/health")]
    [InlineData("GET", "/v1/nothing", null)]
    [InlineData("GET", "/v1", null)]
    [InlineData("GET", "/", null)]
    [InlineData("POST", "/internal/notify/minimax", null)]
    [InlineData("GET", "/videos%0d%0aX-Evil:1", "/v1/videos")]
    public async Task Path_that_is_nearly_right_gets_the_right_one(string method, string path, string? right)
    {
        // HttpClient would read a path with two slashes in front as a host.
        using var raw = await RawHttp.SendAsync(_bed.Gateway, $"{method} {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        var answer = await raw.ReadUntilAsync("never");

        answer.ShouldStartWith("HTTP/1.1 404");
        var message = $"No endpoint matches {path.Replace("%0d%0a", "%0D%0A", StringComparison.Ordinal)}.";
        answer.ShouldContain(right is null ? message + "\"" : $"{message} Did you mean {right}?\"");
    }

    [Theory]
    [InlineData(414, "uri_too_long", "/v1/videos?after=", 9000, 0, 0)]
    [InlineData(431, "headers_too_large", "/v1/videos", 0, 101, 10)]
    [InlineData(431, "headers_too_large", "/v1/videos", 0, 5, 8000)]
    public async Task Request_line_or_headers_beyond_the_limit_get_an_error(int status, string code, string path, int padding, int headers, int length)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path + new string('a', padding));
        foreach (var number in Enumerable.Range(0, headers)) request.Headers.Add($"X-Header-{number}", new string('a', length));

        using var response = await _bed.Gateway.Client.SendAsync(request);

        await response.ShouldBeErrorAsync(status, "invalid_request_error", code);
    }

    [Theory]
    [InlineData("GET /v1/videos?signature=secret HTTP/1.1\r\nno header\r\n\r\n", 400)]
    [InlineData("GET /v1/videos HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /v1/videos HTTP/7.1\r\nHost: a\r\n\r\n", 505)]
    public async Task Request_that_the_server_refuses_is_written_down_without_its_text(string text, int status)
    {
        await using var bed = await TestBed.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            using var raw = await RawHttp.SendAsync(bed.Gateway, text);
            (await raw.ReadUntilAsync("never")).ShouldStartWith($"HTTP/1.1 {status}");
        }

        await Until.TrueAsync(() => Task.FromResult(bed.Log.Contains("malformed requests")), "a line in the log");
        bed.Log.Split("malformed requests").Length.ShouldBe(2, "one line, whatever the number of requests");
        bed.Log.ShouldContain($"HTTP {status}:");
        bed.Log.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("/v1/videos/video_that_never_was")]
    [InlineData("/v1/videos/video_that_never_was/content")]
    [InlineData("/v1/videos/%ff%2e%2e%5c")]
    public async Task Job_that_does_not_exist_is_404(string path)
    {
        using var response = await _bed.Gateway.Client.GetAsync(path);

        await response.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer sk-wrong")]
    [InlineData("Basic c2s6c2s=")]
    [InlineData("sk-functional-tests")]
    public async Task Key_that_is_missing_or_wrong_is_401(string? authorization)
    {
        using var stranger = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };
        if (authorization is not null) stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        var body = new StringContent(GatewayCalls.Body(Prompts.New()).ToJsonString(), Encoding.UTF8, "application/json");

        using var create = await stranger.PostAsync("/v1/videos", body);
        using var retrieve = await stranger.GetAsync("/v1/videos/video_a");

        await create.ShouldBeErrorAsync(401, "authentication_error", "invalid_api_key");
        await retrieve.ShouldBeErrorAsync(401, "authentication_error", "invalid_api_key");
    }

    [Fact]
    public async Task Key_that_is_missing_is_401_before_the_body_is_read()
    {
        using var raw = await RawHttp.SendAsync(_bed.Gateway,
            "POST /v1/videos HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n");

        var answer = await raw.ReadUntilAsync("invalid_api_key");

        answer.ShouldStartWith("HTTP/1.1 401");
    }
}

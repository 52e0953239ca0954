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

using System.Net.Http.Headers;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.BadInput;

public sealed class LargeBodyTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartAsync(null, ("VideoProxy__Requests__MaxBody", "20000"));

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Body_announced_too_large_is_413_before_it_is_sent()
    {
        using var raw = await RawHttp.SendAsync(_bed.Gateway,
            $"POST /v1/videos HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TestBed.Key}\r\nContent-Type: application/json\r\nContent-Length: 20001\r\n\r\n");

        var answer = await raw.ReadUntilAsync("request_too_large");

        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("invalid_request_error");
        answer.ShouldContain("x-request-id", Case.Insensitive);
    }

    [Theory]
    [InlineData("/v1/videos", TestBed.Key, 413)]
    [InlineData("/v1/videos", "sk-wrong", 401)]
    [InlineData("/nothing", TestBed.Key, 404)]
    public async Task Client_that_reads_only_after_its_whole_body_gets_the_error(string path, string key, int status)
    {
        const int Length = 90_000_000;
        using var raw = await RawHttp.SendAsync(_bed.Gateway,
            $"POST {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {Length}\r\n\r\n");
        var piece = new string(' ', Length / 100);
        for (var i = 0; i < 100; i++) await raw.WriteAsync(piece);

        (await raw.ReadUntilAsync("}}")).ShouldStartWith($"HTTP/1.1 {status} ");
    }

    [Fact]
    public async Task Client_that_waits_to_be_asked_is_not_asked_for_a_body_too_large()
    {
        using var raw = await RawHttp.SendAsync(_bed.Gateway,
            $"POST /v1/videos HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TestBed.Key}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 20001\r\n\r\n");

        var answer = await raw.ReadUntilAsync("request_too_large");

        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldNotContain("100 Continue");
        answer.ShouldContain("Connection: close");
    }

    [Theory]
    [InlineData("curl", "-sS", "-X", "POST", "-H", "Content-Type: application/json", "-H", "Authorization: Bearer @key", "-H", "Expect: 100-continue", "--data-binary", "\u0040large", "@url")]
    [InlineData("curl", "-sS", "-X", "POST", "-H", "Content-Type: application/json", "-H", "Authorization: Bearer @key", "-H", "Expect:", "--data-binary", "\u0040large", "@url")]
    [InlineData("node", "-e", "fetch('@url',{method:'POST',headers:{'content-type':'application/json',authorization:'Bearer @key'},body:require('fs').readFileSync('large')}).then(r=>r.text()).then(console.log)")]
    public async Task Real_client_reads_the_error(string program, params string[] arguments)
    {
        await File.WriteAllBytesAsync(_bed.Temp.Join("large"), new byte[90_000_000]);
        var filled = arguments.Select(argument => argument.Replace("@url", _bed.Gateway.Url + "/v1/videos", StringComparison.Ordinal).Replace("@key", TestBed.Key, StringComparison.Ordinal));

        var run = await ProcessRun.RunAsync(program, filled, _bed.Temp.Path);

        run.Output.ShouldContain("request_too_large", customMessage: run.Errors);
    }

    [Fact]
    public async Task Body_of_unknown_length_is_413_once_it_is_too_large()
    {
        var body = GatewayCalls.Body(Prompts.New());
        body["user"] = new string('a', 20_000);
        using var content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/videos") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var response = await _bed.Gateway.Client.SendAsync(request);

        await response.ShouldBeErrorAsync(413, "invalid_request_error", "request_too_large");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Form_too_large_is_413_as_any_body(bool chunked)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[20_000]), "image", "a.png" } };
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/videos") { Content = form };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await _bed.Gateway.Client.SendAsync(request);

        await response.ShouldBeErrorAsync(413, "invalid_request_error", "request_too_large");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=b")]
    public async Task Body_beyond_what_all_bodies_may_hold_is_429(string contentType)
    {
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Requests__BufferBudget", "1024"));
        using var content = new ByteArrayContent(new byte[2000]) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };

        using var response = await bed.Gateway.Client.PostAsync("/v1/videos", content);

        await response.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/v1/video/generate", """{"model":"bytedance/seedance-2.0","prompt":"@","duration":5}""")]
    [InlineData("/v1/videos", """{"model":"seedance-2-0","prompt":"@","seconds":5}""")]
    public async Task Create_that_waits_for_its_video_no_longer_holds_its_body(string path, string json)
    {
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Requests__BufferBudget", "6000"));
        var endless = Prompts.New();
        bed.Upstream.Script(endless).StaysRunning = true;
        var waiting = SendAsync(endless);

        await bed.Upstream.Script(endless).Answered;
        await Until.TrueAsync(async () =>
        {
            using var response = await SendAsync(Prompts.New());
            return response.IsSuccessStatusCode;
        }, "room for another body of the same size");

        waiting.IsCompleted.ShouldBeFalse();
        bed.Upstream.Script(endless).StaysRunning = false;
        (await waiting).EnsureSuccessStatusCode();

        Task<HttpResponseMessage> SendAsync(string prompt)
        {
            var body = json.Replace("@", prompt, StringComparison.Ordinal).PadRight(4000);
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
            request.Headers.Add("Prefer", "wait=60");
            return bed.Gateway.Client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Body_within_the_limit_is_served()
    {
        await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New())));
    }
}

using System.Net;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Network;

/// <summary>What the links of a gateway behind a proxy begin with. Each test calls from 127.0.0.1.</summary>
public sealed class ForwardedTests
{
    private const string Forwarded = "https://videos.example.org/ai/video";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task Links_of_all_dialects_carry_what_a_trusted_proxy_says(string proxy)
    {
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Network__TrustedProxies__0", proxy));

        var links = await LinksAsync(bed);

        foreach (var link in links) link.ShouldStartWith(Forwarded + (link.Contains("/api/", StringComparison.Ordinal) ? "/api/v1/videos/" : "/v1/videos/"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.0/8")]
    public async Task Links_ignore_what_anyone_else_says(string? proxy)
    {
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Network__TrustedProxies__0", proxy ?? ""), ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        var links = await LinksAsync(bed);

        foreach (var link in links) link.ShouldStartWith(bed.Gateway.Url);
    }

    [Fact]
    public async Task Links_begin_with_the_public_URL_whatever_a_proxy_says()
    {
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Network__TrustedProxies__0", "127.0.0.1"), ("VideoProxy__PublicUrl", "https://public.example.org/base/"));

        var links = await LinksAsync(bed);

        foreach (var link in links) link.ShouldStartWith("https://public.example.org/base/");
    }

    [Theory]
    [InlineData("X-Forwarded-Proto", "javascript")]
    [InlineData("X-Forwarded-Prefix", "/@")]
    public async Task Header_that_makes_no_good_link_is_400(string name, string value)
    {
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Network__TrustedProxies__0", "127.0.0.1"));
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/videos") { Headers = { { name, value.Replace("@", new string('a', 256), StringComparison.Ordinal) } } };

        using var response = await bed.Gateway.Client.SendAsync(request);

        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value");
    }

    /// <summary>The links that the three dialects hand out for videos whose creates came through a proxy.</summary>
    private static async Task<string[]> LinksAsync(TestBed bed)
    {
        var openai = await CreateAsync(bed, "/v1/videos", """{"model":"seedance-2-0","prompt":"@","seconds":5}""");
        var openRouter = await CreateAsync(bed, "/api/v1/videos", """{"model":"bytedance/seedance-2.0","prompt":"@"}""");
        var codeGateway = await CreateAsync(bed, "/v1/video/generate", """{"model":"bytedance/seedance-2.0","prompt":"@","duration":5}""");
        var made = await bed.Gateway.CompletedAsync((string)openai["id"]!);
        await bed.Gateway.CompletedAsync((string)openRouter["id"]!);
        var routed = JsonNode.Parse(await bed.Gateway.Client.GetStringAsync($"/api/v1/videos/{(string)openRouter["id"]!}"))!;
        return [(string)made["content"]![0]!["url"]!, (string)openRouter["polling_url"]!, (string)routed["unsigned_urls"]![0]!, (string)codeGateway["data"]![0]!["url"]!];
    }

    private static async Task<JsonNode> CreateAsync(TestBed bed, string path, string json)
    {
        var body = new StringContent(json.Replace("@", Prompts.New(), StringComparison.Ordinal), null, "application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "videos.example.org"), ("X-Forwarded-Prefix", "/ai/video/")])
            request.Headers.Add(name, value);
        using var response = await bed.Gateway.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Accepted], text);
        return JsonNode.Parse(text)!;
    }
}

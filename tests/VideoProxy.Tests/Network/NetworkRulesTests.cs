using System.Text.Json;
using VideoProxy.Configuration;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Dialects;
using VideoProxy.Network;

namespace VideoProxy.Tests.Network;

public sealed class NetworkRulesTests
{
    [Theory]
    [InlineData("https://example.com/a?b=c")]
    [InlineData("https://example.com:8443/a")]
    [InlineData("https://xn--bcher-kva.example/a?q=bücher")]
    public void CheckForeign_public_https_url_passes(string url) => Strict().CheckForeign(url).Refusal.ShouldBeNull();

    [Theory]
    [MemberData(nameof(HostileUrls.All), MemberType = typeof(HostileUrls))]
    [InlineData("", "absolute URL")]
    [InlineData("data:video/mp4;base64,AAAA", "absolute URL")]
    public void CheckForeign_hostile_result_url_is_refused_with_the_rule(string url, string rule) => Strict().CheckForeign(url).Refusal.ShouldNotBeNull().ShouldContain(rule);

    [Theory]
    [MemberData(nameof(HostileUrls.All), MemberType = typeof(HostileUrls))]
    public void CheckMedia_hostile_url_of_a_client_is_refused_with_the_field_and_the_rule(string url, string rule)
    {
        var body = JsonSerializer.SerializeToElement(new { prompt = "p", seconds = 5, image = url });

        var (request, error) = new OpenAiCreateReader(Strict()).Read(new CreateBody(body));

        request.ShouldBeNull();
        (error!.Status, error.Param).ShouldBe((400, "image"));
        error.Message.ShouldStartWith("image cannot be used: ");
        error.Message.ShouldContain(rule);
    }

    [Fact]
    public void CheckForeign_allowed_http_and_private_pass() =>
        new NetworkRules(new NetworkOptions { AllowHttp = true, AllowPrivate = true }).CheckForeign("http://127.0.0.1:9/hook").Refusal.ShouldBeNull();

    [Fact]
    public void CheckMedia_http_is_refused_whatever_is_allowed() =>
        new NetworkRules(new NetworkOptions { AllowHttp = true, AllowPrivate = true }).CheckMedia("http://example.com/a.png").Refusal.ShouldNotBeNull();

    private static NetworkRules Strict() => new(new NetworkOptions());
}

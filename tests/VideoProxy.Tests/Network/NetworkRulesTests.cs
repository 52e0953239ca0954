using VideoProxy.Configuration;
using VideoProxy.Network;

namespace VideoProxy.Tests.Network;

public sealed class NetworkRulesTests
{
    [Theory]
    [InlineData("https://example.com/a?b=c")]
    [InlineData("https://example.com:8443/a")]
    public void CheckForeign_public_https_url_passes(string url) => Strict().CheckForeign(url).Refusal.ShouldBeNull();

    [Theory]
    [InlineData("http://example.com/", "https")]
    [InlineData("ftp://example.com/", "https")]
    [InlineData("file:///etc/passwd", "absolute URL")]
    [InlineData("javascript:alert(1)", "absolute URL")]
    [InlineData("//example.com/", "https")]
    [InlineData("/relative", "absolute URL")]
    [InlineData("", "absolute URL")]
    [InlineData("https://user@example.com/", "user name")]
    [InlineData("https://user:password@example.com/", "user name")]
    [InlineData("https://127.0.0.1/", "public")]
    [InlineData("https://2130706433/", "public")]
    [InlineData("https://0x7f000001/", "public")]
    [InlineData("https://0177.0.0.1/", "public")]
    [InlineData("https://127.1/", "public")]
    [InlineData("https://[::1]/", "public")]
    [InlineData("https://[::ffff:7f00:1]/", "public")]
    [InlineData("https://169.254.169.254/latest/meta-data", "metadata")]
    [InlineData("https://localhost/", "public")]
    [InlineData("https://LOCALHOST./", "public")]
    [InlineData("https://a.localhost/", "public")]
    [InlineData("https://metadata.google.internal/", "public")]
    public void CheckForeign_hostile_url_is_refused_with_the_rule(string url, string rule) => Strict().CheckForeign(url).Refusal!.ShouldContain(rule);

    [Fact]
    public void CheckForeign_allowed_http_and_private_pass() =>
        new NetworkRules(new NetworkOptions { AllowHttp = true, AllowPrivate = true }).CheckForeign("http://127.0.0.1:9/hook").Refusal.ShouldBeNull();

    [Fact]
    public void CheckMedia_http_is_refused_whatever_is_allowed() =>
        new NetworkRules(new NetworkOptions { AllowHttp = true, AllowPrivate = true }).CheckMedia("http://example.com/a.png").Refusal.ShouldNotBeNull();

    private static NetworkRules Strict() => new(new NetworkOptions());
}

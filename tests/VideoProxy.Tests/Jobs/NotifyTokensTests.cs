using VideoProxy.Configuration;
using VideoProxy.Jobs;
using VideoProxy.Storage;

namespace VideoProxy.Tests.Jobs;

public sealed class NotifyTokensTests
{
    private static readonly NotifyTokens Tokens = Create("a secret");

    [Fact]
    public void Token_leads_back_to_its_attempt()
    {
        var url = Tokens.UrlFor("ark", "att_1")!;

        url.ShouldStartWith("https://gw.example.com/internal/notify/ark/att_1-");
        Tokens.AttemptOf("ark", TokenOf(url)).ShouldBe("att_1");
    }

    [Fact]
    public void Token_of_another_provider_attempt_or_secret_leads_nowhere()
    {
        var token = TokenOf(Tokens.UrlFor("ark", "att_1")!);

        Tokens.AttemptOf("kie", token).ShouldBeNull();
        Tokens.AttemptOf("ark", token.Replace("att_1", "att_2", StringComparison.Ordinal)).ShouldBeNull();
        Tokens.AttemptOf("ark", TokenOf(Create("another secret").UrlFor("ark", "att_1")!)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("att_1")]
    [InlineData("att_1-")]
    [InlineData("att_1-é")]
    public void Token_that_is_none_leads_nowhere(string token) => Tokens.AttemptOf("ark", token).ShouldBeNull();

    [Fact]
    public void Url_needs_a_public_address() => Create("a secret", publicUrl: null).UrlFor("ark", "att_1").ShouldBeNull();

    private static NotifyTokens Create(string secret, string? publicUrl = "https://gw.example.com/") =>
        new(new GatewaySecret(secret), new GatewayOptions { PublicUrl = publicUrl });

    private static string TokenOf(string url) => url[(url.LastIndexOf('/') + 1)..];
}

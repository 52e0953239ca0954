using VideoProxy.Telemetry;

namespace VideoProxy.Tests.Telemetry;

public sealed class SecretWordsTests
{
    [Theory]
    [InlineData("Proxying to https://files.example.com/a/b.mp4?X-Amz-Signature=abc HTTP/2", "Proxying to https://files.example.com/… HTTP/2")]
    [InlineData("https://user:word@example.com:8443/hooks/T0/B0/xyz", "https://example.com:8443/…")]
    [InlineData("HTTP://Example.com?token=abc", "HTTP://Example.com?…")]
    [InlineData("see https://example.com.", "see https://example.com.")]
    [InlineData("GET /v1/videos/x/content?expires=1&signature=abc - 200", "GET /v1/videos/x/content?… - 200")]
    [InlineData("Authorization: Bearer sk-secret, next", "Authorization: Bearer …, next")]
    [InlineData("Did you mean /v1/videos? Yes.", "Did you mean /v1/videos? Yes.")]
    public void Redact_hides_what_a_url_or_a_header_may_keep_secret(string text, string shown) =>
        SecretWords.Redact(text, keepsPaths: false).ShouldBe(shown);

    [Fact]
    public void Redact_keeps_the_path_of_the_gateways_own_urls() =>
        SecretWords.Redact("Request starting HTTP/1.1 GET http://127.0.0.1:8080/v1/videos/x/content?signature=abc - -", keepsPaths: true)
            .ShouldBe("Request starting HTTP/1.1 GET http://127.0.0.1:8080/v1/videos/x/content?… - -");
}

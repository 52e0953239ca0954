using VideoProxy.Abstractions;
using VideoProxy.Errors;
using VideoProxy.Providers;

namespace VideoProxy.Tests.Providers;

public sealed class ReplyWordsTests
{
    [Theory]
    [InlineData("""{"error":{"message":"quota exceeded","code":7}}""", "quota exceeded")]
    [InlineData("""{"error":"quota exceeded"}""", "quota exceeded")]
    [InlineData("""{"code":403,"msg":"quota exceeded"}""", "quota exceeded")]
    [InlineData("""{"base_resp":{"status_code":1008,"status_msg":"quota exceeded"}}""", "quota exceeded")]
    [InlineData("""{"code":"success","message":"Success.","data":{"fail_reason":"quota exceeded"}}""", "quota exceeded")]
    [InlineData("""{"detail":[{"msg":"quota exceeded"}]}""", "quota exceeded")]
    [InlineData("""{"errors":[{"message":"quota exceeded"}]}""", "quota exceeded")]
    [InlineData("""{"message":"ok"}""", null)]
    [InlineData("""{"message":7}""", null)]
    [InlineData("<html>quota exceeded</html>", null)]
    public void Message_is_found_where_providers_put_it(string body, string? message) => Of(body).Message.ShouldBe(message);

    [Theory]
    [InlineData("""{ "id" : null, "a\/b" : "\u00e9" }""", """{"id":null,"a/b":"é"}""")]
    [InlineData("<html><style>p{}</style><h1>Busy</h1><p>Come back</p>", "Busy Come back")]
    [InlineData("queue full", "queue full")]
    [InlineData(" ", null)]
    [InlineData("\u001b[2J", "[2J")]
    public void Body_begins_with_what_came(string body, string? shown) => Of(body).Body.ShouldBe(shown);

    [Fact]
    public void Credential_in_the_escapes_of_a_body_is_masked()
    {
        var text = new ProviderText(["a/b+c-of-the-operator"]);

        ReplyWords.Of(Reply("""{"echo":"a\/b\u002bc-of-the-operator"}"""), text).Body.ShouldBe("""{"echo":"***"}""");
        ReplyWords.Of(Reply("""["a\/b+c-of-the-operator"]"""), text).Body.ShouldBe("""["***"]""");
    }

    [Fact]
    public void Body_of_megabytes_is_bounded() => Of($$"""{"x":"{{new string('x', 1 << 20)}}"}""").Body!.Length.ShouldBe(ProviderText.LongestMessage + 1);

    private static ReplyWords Of(string body) => ReplyWords.Of(Reply(body), new ProviderText([]));

    private static ProviderReply Reply(string body) => new(200, new Dictionary<string, string>(), body);
}

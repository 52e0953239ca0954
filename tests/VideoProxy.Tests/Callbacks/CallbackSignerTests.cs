using System.Security.Cryptography;
using System.Text;
using VideoProxy.Callbacks;

namespace VideoProxy.Tests.Callbacks;

public sealed class CallbackSignerTests
{
    [Fact]
    public void Headers_raw_sign_with_the_secrets_own_bytes()
    {
        // Checked with: printf 'evt_1.1700000000.{}' | openssl dgst -sha256 -hmac whsec_your_secret_here -binary | base64
        var headers = Headers("raw", "whsec_your_secret_here");

        headers["webhook-id"].ShouldBe("evt_1");
        headers["webhook-timestamp"].ShouldBe("1700000000");
        headers["webhook-signature"].ShouldBe("v1," + Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_your_secret_here"), Encoding.UTF8.GetBytes("evt_1.1700000000.{}"))));
        headers.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Headers_standard_sign_with_the_decoded_secret(string secret) =>
        Headers("standard", secret)["webhook-signature"].ShouldBe("v1," + Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Encoding.UTF8.GetBytes("evt_1.1700000000.{}"))));

    [Fact]
    public void Headers_openrouter_sign_timestamp_comma_body_in_hex()
    {
        var headers = Headers("openrouter", "s3cret");

        headers["X-OpenRouter-Idempotency-Key"].ShouldBe("video_1-cancelled");
        headers["X-OpenRouter-Signature"].ShouldBe("t=1700000000,v1=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes("s3cret"), Encoding.UTF8.GetBytes("1700000000,{}"))));
        headers.ShouldNotContainKey("webhook-signature");
    }

    [Fact]
    public void Headers_of_a_rotation_hold_a_signature_of_each_secret_and_the_newest_first()
    {
        Headers("raw", "new", "old")["webhook-signature"].ShouldBe($"{Headers("raw", "new")["webhook-signature"]} {Headers("raw", "old")["webhook-signature"]}");
        var (first, second) = (Headers("openrouter", "new")["X-OpenRouter-Signature"], Headers("openrouter", "old")["X-OpenRouter-Signature"]);
        Headers("account", "new", "old")["X-OpenRouter-Signature"].ShouldBe(first + second["t=1700000000".Length..]);
    }

    [Theory]
    [InlineData("openrouter")]
    [InlineData("account")]
    public void Headers_without_a_secret_are_not_signed(string signature) =>
        Headers(signature).Keys.ShouldBe(["webhook-id", "webhook-timestamp", "X-OpenRouter-Idempotency-Key"]);

    [Theory]
    [InlineData("whsec_your_secret_here")]
    [InlineData("whsec_")]
    [InlineData("whsec_MfKQ9r8GKYqr TwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9")]
    public void KeyOf_standard_secret_that_is_no_base64_is_none(string secret) => CallbackSigner.KeyOf("standard", secret).ShouldBeNull();

    [Fact]
    public void KeyOf_unknown_signature_is_a_bug() => Should.Throw<InvalidOperationException>(() => CallbackSigner.KeyOf("rot13", "s"));

    private static Dictionary<string, string> Headers(string signature, params string[] secrets)
    {
        var callback = new CallbackRow
        {
            Id = "cb_1", EventId = "evt_1", JobId = "video_1", Type = "video.generation.cancelled", Url = "https://client.example.com/hook",
            Receiver = "https://client.example.com:443", Secret = "sealed", Signature = signature, NextAt = 1, CreatedAt = 1,
        };
        return CallbackSigner.Headers(callback, secrets, 1_700_000_000, "{}"u8).ToDictionary(h => h.Name, h => h.Value);
    }
}

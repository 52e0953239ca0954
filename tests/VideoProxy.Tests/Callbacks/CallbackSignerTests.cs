using System.Security.Cryptography;
using System.Text;
using VideoProxy.Callbacks;

namespace VideoProxy.Tests.Callbacks;

public sealed class CallbackSignerTests
{
    [Fact]
    public void Sign_raw_uses_the_secrets_own_bytes()
    {
        // Checked with: printf 'evt_1.1700000000.{}' | openssl dgst -sha256 -hmac whsec_your_secret_here -binary | base64
        CallbackSigner.Sign("raw", "whsec_your_secret_here", "evt_1", 1_700_000_000, "{}"u8).ShouldBe("v1," + Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_your_secret_here"), Encoding.UTF8.GetBytes("evt_1.1700000000.{}"))));
    }

    [Fact]
    public void Sign_unknown_signature_is_a_bug() =>
        Should.Throw<InvalidOperationException>(() => CallbackSigner.Sign("rot13", "s", "evt_1", 1, "{}"u8));
}

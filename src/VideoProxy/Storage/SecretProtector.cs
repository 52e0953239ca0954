using System.Security.Cryptography;
using System.Text;

namespace VideoProxy.Storage;

/// <summary>Encrypts texts for storage with AES-256-GCM. The stored text is the base64 of nonce, tag and ciphertext. Each purpose has its own key.</summary>
internal sealed class SecretProtector(GatewaySecret secret, string purpose = "callback secrets v1")
{
    private readonly Lazy<byte[]> _key = new(() => secret.Derive(purpose), LazyThreadSafetyMode.PublicationOnly);

    public string Protect(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plain.Length];
        var (nonce, tag, cipher) = Split(sealedBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key.Value, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return Convert.ToBase64String(sealedBytes);
    }

    /// <exception cref="CryptographicException">The text was encrypted with another VIDEOPROXY_SECRET, or was altered.</exception>
    public string Unprotect(string text)
    {
        var (nonce, tag, cipher) = Split(Convert.FromBase64String(text));
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(_key.Value, tag.Length);
        aes.Decrypt(nonce, cipher, tag, plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static SealedParts Split(byte[] bytes)
    {
        var nonce = AesGcm.NonceByteSizes.MaxSize;
        var tag = AesGcm.TagByteSizes.MaxSize;
        return new(bytes.AsSpan(0, nonce), bytes.AsSpan(nonce, tag), bytes.AsSpan(nonce + tag));
    }

    private readonly ref struct SealedParts(Span<byte> nonce, Span<byte> tag, Span<byte> cipher)
    {
        private readonly Span<byte> _nonce = nonce;
        private readonly Span<byte> _tag = tag;
        private readonly Span<byte> _cipher = cipher;

        public void Deconstruct(out Span<byte> nonce, out Span<byte> tag, out Span<byte> cipher)
        {
            nonce = _nonce;
            tag = _tag;
            cipher = _cipher;
        }
    }
}

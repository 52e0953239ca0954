using System.Security.Cryptography;
using System.Text;

namespace VideoProxy.Callbacks;

/// <summary>Signs <c>id.timestamp.body</c>. Pure.</summary>
internal static class CallbackSigner
{
    /// <summary>The key is the secret's own UTF-8 bytes, <c>whsec_</c> and all.</summary>
    public const string Raw = "raw";

    public static string Sign(string signature, string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        if (signature != Raw) throw new InvalidOperationException($"There is no callback signature '{signature}'.");
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}

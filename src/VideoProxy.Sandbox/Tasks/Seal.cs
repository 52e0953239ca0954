using System.Security.Cryptography;
using System.Text;

namespace VideoProxy.Sandbox.Tasks;

/// <summary>A short HMAC that detects changed ids and links. The key is public on purpose, because the sandbox has nothing to protect.</summary>
internal static class Seal
{
    public const int Length = 9;

    private static readonly byte[] Key = "videoproxy-sandbox"u8.ToArray();

    public static byte[] Of(string text) => HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text))[..Length];

    public static bool Fits(string text, ReadOnlySpan<byte> seal) => CryptographicOperations.FixedTimeEquals(Of(text), seal);
}

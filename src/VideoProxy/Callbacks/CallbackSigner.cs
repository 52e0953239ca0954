using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoProxy.Callbacks;

/// <summary>The headers by which a receiver knows an event and its sender. Pure.</summary>
internal static class CallbackSigner
{
    /// <summary>Over <c>id.timestamp.body</c>; the key is the secret's own UTF-8 bytes, <c>whsec_</c> and all.</summary>
    public const string Raw = "raw";

    /// <summary>Standard Webhooks 1.0: the same text; the key is the base64 after <c>whsec_</c>.</summary>
    public const string Standard = "standard";

    /// <summary>OpenRouter's headers: over <c>timestamp,body</c>, in hex; the key is the secret as it is.</summary>
    public const string OpenRouter = "openrouter";

    private const string StandardPrefix = "whsec_";

    public static IReadOnlyList<string> Names { get; } = [Raw, Standard, OpenRouter];

    /// <param name="callback">What is delivered.</param>
    /// <param name="secret">Empty where there is none: then nothing is signed.</param>
    /// <param name="timestamp">Unix seconds of this delivery.</param>
    /// <param name="body">The bytes sent.</param>
    public static IReadOnlyList<(string Name, string Value)> Headers(CallbackRow callback, string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        var time = timestamp.ToString(CultureInfo.InvariantCulture);
        var headers = new List<(string, string)> { ("webhook-id", callback.EventId), ("webhook-timestamp", time) };
        if (callback.Signature == OpenRouter) headers.Add(("X-OpenRouter-Idempotency-Key", $"{callback.JobId}-{callback.Type.Split('.')[^1]}"));
        if (secret.Length == 0) return headers;

        var key = KeyOf(callback.Signature, secret) ?? throw new InvalidOperationException($"Callback '{callback.Id}': its secret cannot be a key for '{callback.Signature}'.");
        headers.Add(callback.Signature == OpenRouter
            ? ("X-OpenRouter-Signature", $"t={time},v1={Convert.ToHexStringLower(Mac(key, $"{time},", body))}")
            : ("webhook-signature", "v1," + Convert.ToBase64String(Mac(key, $"{callback.EventId}.{time}.", body))));
        return headers;
    }

    /// <summary>Null when the secret cannot be a key for that signature.</summary>
    public static byte[]? KeyOf(string signature, string secret) => signature switch
    {
        Raw or OpenRouter => Encoding.UTF8.GetBytes(secret),
        Standard => Decode(secret.StartsWith(StandardPrefix, StringComparison.Ordinal) ? secret[StandardPrefix.Length..] : secret),
        _ => throw new InvalidOperationException($"There is no callback signature '{signature}'."),
    };

    private static byte[]? Decode(string base64)
    {
        var key = new byte[base64.Length];
        // Receivers' libraries refuse the white space that .NET would skip.
        var isBase64 = !base64.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(base64, key, out var length) && length > 0;
        return isBase64 ? Convert.FromBase64String(base64) : null;
    }

    private static byte[] Mac(byte[] key, string before, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(before));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}

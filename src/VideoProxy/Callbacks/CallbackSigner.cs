using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoProxy.Callbacks;

/// <summary>Builds the headers that identify an event and authenticate its sender.</summary>
internal static class CallbackSigner
{
    /// <summary>Signs <c>id.timestamp.body</c>. The key is the whole secret as UTF-8, including a <c>whsec_</c> prefix.</summary>
    public const string Raw = "raw";

    /// <summary>Signs the same text as Standard Webhooks 1.0 defines it. The key is the decoded base64 after <c>whsec_</c>.</summary>
    public const string Standard = "standard";

    /// <summary>Signs <c>timestamp,body</c> and writes OpenRouter's headers in hex. The key is the whole secret as UTF-8.</summary>
    public const string OpenRouter = "openrouter";

    /// <summary>The same form as <see cref="OpenRouter"/>, signed with the secrets that the account has at the time of the delivery.</summary>
    public const string Account = "account";

    private const string StandardPrefix = "whsec_";

    /// <summary>The forms that a client may choose.</summary>
    public static IReadOnlyList<string> Names { get; } = [Raw, Standard, OpenRouter];

    /// <param name="callback">The callback that is delivered.</param>
    /// <param name="secrets">The live secrets, the newest first. Each one signs. Without a secret, the delivery is not signed.</param>
    /// <param name="timestamp">The time of this delivery in unix seconds.</param>
    /// <param name="body">The body that is sent.</param>
    public static IReadOnlyList<(string Name, string Value)> Headers(CallbackRow callback, IReadOnlyList<string> secrets, long timestamp, ReadOnlySpan<byte> body)
    {
        var time = timestamp.ToString(CultureInfo.InvariantCulture);
        var headers = new List<(string, string)> { ("webhook-id", callback.EventId), ("webhook-timestamp", time) };
        var isOpenRouter = callback.Signature is OpenRouter or Account;
        if (isOpenRouter) headers.Add(("X-OpenRouter-Idempotency-Key", $"{callback.JobId}-{callback.Type.Split('.')[^1]}"));
        if (secrets.Count == 0) return headers;

        var signatures = new List<string>(secrets.Count);
        foreach (var secret in secrets)
        {
            var key = KeyOf(callback.Signature, secret) ?? throw new InvalidOperationException($"The secret of callback '{callback.Id}' is not a valid key for signature '{callback.Signature}'.");
            signatures.Add(isOpenRouter
                ? "v1=" + Convert.ToHexStringLower(Mac(key, $"{time},", body))
                : "v1," + Convert.ToBase64String(Mac(key, $"{callback.EventId}.{time}.", body)));
        }

        headers.Add(isOpenRouter ? ("X-OpenRouter-Signature", $"t={time},{string.Join(',', signatures)}") : ("webhook-signature", string.Join(' ', signatures)));
        return headers;
    }

    /// <summary>Returns the signing key, or null if the secret is not a valid key for that signature.</summary>
    public static byte[]? KeyOf(string signature, string secret) => signature switch
    {
        Raw or OpenRouter or Account => Encoding.UTF8.GetBytes(secret),
        Standard => Decode(secret.StartsWith(StandardPrefix, StringComparison.Ordinal) ? secret[StandardPrefix.Length..] : secret),
        _ => throw new InvalidOperationException($"Callback signature '{signature}' does not exist."),
    };

    private static byte[]? Decode(string base64)
    {
        var key = new byte[base64.Length];
        // .NET skips white space in base64, but the receivers' libraries reject it.
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

using System.Security.Cryptography;
using System.Text;
using VideoProxy.Configuration;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>
/// Creates and checks the notification URL of an attempt. Only the attempt's provider receives the URL, so the URL itself
/// authenticates the caller. The token is signed, so a guessed one is rejected without a database read.
/// </summary>
internal sealed class NotifyTokens(GatewaySecret secret, GatewayOptions options)
{
    public const string Path = "/internal/notify/{provider}/{token}";
    private const char Separator = '-';
    private readonly Lazy<byte[]> _key = new(() => secret.Derive("notifications v1"), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Whether notifications are possible. Without a public URL no provider can reach this gateway.</summary>
    public bool IsEnabled => options.PublicUrl is not null;

    public string? UrlFor(string provider, string attemptId) =>
        IsEnabled ? $"{options.PublicUrl!.TrimEnd('/')}/internal/notify/{provider}/{attemptId}{Separator}{Seal(provider, attemptId)}" : null;

    /// <summary>Returns the attempt that the token was issued for, or null if this gateway did not issue it for this provider.</summary>
    public string? AttemptOf(string provider, string token)
    {
        var at = token.LastIndexOf(Separator);
        if (at <= 0) return null;
        var (attemptId, seal) = (token[..at], token[(at + 1)..]);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Seal(provider, attemptId)), Encoding.UTF8.GetBytes(seal)) ? attemptId : null;
    }

    private string Seal(string provider, string attemptId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes($"{provider}/{attemptId}")).AsSpan(0, 16));
}

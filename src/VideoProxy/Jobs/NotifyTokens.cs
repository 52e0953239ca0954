using System.Security.Cryptography;
using System.Text;
using VideoProxy.Configuration;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>
/// The address that a provider is given for one attempt, and nobody else: whoever posts there was told by us. The token is
/// sealed, so a stranger's guess costs no look at the database.
/// </summary>
internal sealed class NotifyTokens(GatewaySecret secret, GatewayOptions options)
{
    public const string Path = "/internal/notify/{provider}/{token}";
    private const char Separator = '-';
    private readonly Lazy<byte[]> _key = new(() => secret.Derive("notifications v1"), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Without a public address nobody could reach it.</summary>
    public bool IsEnabled => options.PublicUrl is not null;

    public string? UrlFor(string provider, string attemptId) =>
        IsEnabled ? $"{options.PublicUrl!.TrimEnd('/')}/internal/notify/{provider}/{attemptId}{Separator}{Seal(provider, attemptId)}" : null;

    /// <summary>The attempt that the token was made for; null when it was not made here for this provider.</summary>
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

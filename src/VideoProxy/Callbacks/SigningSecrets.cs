using System.Security.Cryptography;
using VideoProxy.Configuration;
using VideoProxy.Storage;

namespace VideoProxy.Callbacks;

/// <summary>Returns the secrets that sign a delivery, the newest first. While a secret is rotated there are two, and receivers accept either.</summary>
internal sealed class SigningSecrets(SecretProtector protector, CallbacksOptions options)
{
    /// <summary>The secrets that the account has now. The list is empty if its callbacks are not signed.</summary>
    public IReadOnlyList<string> OfAccount { get; } = Given(options.Default.Secret, options.Default.PreviousSecret);

    /// <summary>Returns the secret of the job's client, or the secrets that the account has now.</summary>
    /// <exception cref="CryptographicException">The secret was stored under another VIDEOPROXY_SECRET.</exception>
    public IReadOnlyList<string> Of(CallbackRow callback) => callback.Signature == CallbackSigner.Account ? OfAccount : Given(protector.Unprotect(callback.Secret));

    private static IReadOnlyList<string> Given(params string?[] secrets) => [.. secrets.OfType<string>().Where(secret => secret.Length > 0)];
}

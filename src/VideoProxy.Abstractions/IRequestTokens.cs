namespace VideoProxy.Abstractions;

/// <summary>
/// Ability beside <see cref="IAuthorizeCalls"/>: the credential is a token that is asked for and lives for a while. The host
/// sends the request, keeps the token in memory for each destination, renews it in time, and after a 401 drops it and repeats
/// the call once. <see cref="IAuthorizeCalls.Authorize"/> finds it in the destination's credentials under <see cref="TokenName"/>.
/// </summary>
public interface IRequestTokens
{
    /// <summary>The name of the token in <see cref="ProviderDestination.Credentials"/>.</summary>
    public const string TokenName = "token";

    /// <summary>
    /// The native call that asks for a token, with all the credentials it needs: it does not go through
    /// <see cref="IAuthorizeCalls.Authorize"/>. Null when the destination's credentials need no token.
    /// </summary>
    /// <param name="destination">The destination with the credentials of its file.</param>
    /// <param name="now">The gateway's time, for signed assertions.</param>
    /// <exception cref="ProviderSettingsException">The credentials cannot be used.</exception>
    ProviderCall? RequestToken(ProviderDestination destination, DateTimeOffset now);

    /// <summary>Reads the reply to <see cref="RequestToken"/>; null when it holds no token. Never called for 5xx replies or transport failures.</summary>
    ProviderToken? ReadToken(ProviderReply reply);
}

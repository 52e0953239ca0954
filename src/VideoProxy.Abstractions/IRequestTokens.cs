namespace VideoProxy.Abstractions;

/// <summary>
/// An ability of a provider whose calls need an access token that expires. The provider also implements <see cref="IAuthorizeCalls"/>.
/// The host requests the token, keeps the token in memory for each destination and renews the token before it expires. After a 401 the
/// host drops the token and repeats the call once with a new one. <see cref="IAuthorizeCalls.Authorize"/> finds the token in the
/// destination's credentials under <see cref="TokenName"/>.
/// </summary>
public interface IRequestTokens
{
    /// <summary>The name of the token in <see cref="ProviderDestination.Credentials"/>.</summary>
    public const string TokenName = "token";

    /// <summary>
    /// Builds the native call that requests a token. Returns null when the destination's credentials need no token. The call must
    /// contain its own credentials, because the host does not pass it through <see cref="IAuthorizeCalls.Authorize"/>. The path of the
    /// call may be an absolute URL to any host, because a token request is built only from the operator's configuration. The host also
    /// calls this method at start, so that an unusable key file is reported before the first video.
    /// </summary>
    /// <param name="destination">The destination, with the credentials of its file.</param>
    /// <param name="now">The gateway's current time, for signed assertions.</param>
    /// <exception cref="ProviderSettingsException">The credentials are unusable.</exception>
    ProviderCall? RequestToken(ProviderDestination destination, DateTimeOffset now);

    /// <summary>
    /// Reads the reply to <see cref="RequestToken"/>. Returns null when the reply holds no token. The host does not call this
    /// method for 429, 5xx or a transport failure.
    /// </summary>
    /// <param name="reply">The provider's reply.</param>
    ProviderToken? ReadToken(ProviderReply reply);
}

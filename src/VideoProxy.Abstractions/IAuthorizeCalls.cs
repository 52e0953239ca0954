namespace VideoProxy.Abstractions;

/// <summary>An ability of a provider whose calls need credentials. Without this interface, the host sends calls without credentials.</summary>
public interface IAuthorizeCalls
{
    /// <summary>
    /// Adds the credentials to a call. The host calls this method just before it sends the call, and only for calls to addresses
    /// that the provider file names. A key is therefore never sent to another host and never stored with a job.
    /// </summary>
    /// <param name="call">The call without credentials.</param>
    /// <param name="destination">The destination that receives the call, with its current credentials.</param>
    /// <returns>The call with credentials, usually with one more header. If the destination has no credentials, the unchanged call.</returns>
    ProviderCall Authorize(ProviderCall call, ProviderDestination destination);
}

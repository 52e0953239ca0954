namespace VideoProxy.Abstractions;

/// <summary>Ability: calls need credentials. Without it, calls are sent as they are.</summary>
public interface IAuthorizeCalls
{
    /// <summary>
    /// Adds the credentials to a call. The host asks just before sending, and only for calls to the addresses that the
    /// provider file names, so a key neither reaches another host nor is stored with a job.
    /// </summary>
    /// <param name="call">The call without credentials.</param>
    /// <param name="destination">The attempt's destination with its current credentials.</param>
    ProviderCall Authorize(ProviderCall call, ProviderDestination destination);
}

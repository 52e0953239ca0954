namespace VideoProxy.Abstractions;

/// <summary>
/// An ability of a provider with a cheap call that tests a destination's address and credentials. Without this interface, only a real
/// video shows whether address and credentials work.
/// </summary>
public interface IProbe
{
    /// <summary>
    /// Builds the cheapest native call that needs the credentials, creates nothing and costs nothing. Returns null when the
    /// provider documents no such call. The host sends the call only when an operator runs <c>check --probe</c>.
    /// </summary>
    /// <param name="destination">The destination to test, with the credentials of its file.</param>
    ProviderCall? Probe(ProviderDestination destination);

    /// <summary>
    /// Reads the reply to <see cref="Probe"/>. Returns null when the reply shows that the provider accepts the credentials,
    /// otherwise the fault. <see cref="FaultKind.Authentication"/> and <see cref="FaultKind.Permission"/> mean
    /// that the provider refuses the credentials. The host does not call this method for 5xx or a transport failure.
    /// </summary>
    /// <param name="reply">The provider's reply.</param>
    ProviderFault? ReadProbe(ProviderReply reply);
}

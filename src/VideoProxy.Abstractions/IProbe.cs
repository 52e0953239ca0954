namespace VideoProxy.Abstractions;

/// <summary>Ability: address and credentials can be tried out without making a video. Without it, only a video shows whether they work.</summary>
public interface IProbe
{
    /// <summary>
    /// The cheapest native call that needs the credentials, makes nothing and costs nothing; null when none is known. The host
    /// sends it only when an operator asks for it.
    /// </summary>
    /// <param name="destination">The destination to try out, with the credentials of its file.</param>
    ProviderCall? Probe(ProviderDestination destination);

    /// <summary>
    /// Reads the reply to <see cref="Probe"/>: null when it shows that the credentials are accepted, otherwise why it does not;
    /// a kind of authentication or permission means that they were refused. Never called for 5xx replies or transport failures.
    /// </summary>
    ProviderFault? ReadProbe(ProviderReply reply);
}

namespace VideoProxy.Abstractions;

/// <summary>
/// An ability of a provider that makes new videos from finished ones. Every offering with <see cref="Offering.Remakes"/> needs this
/// interface. The host polls such a job like any other.
/// </summary>
public interface IRemakeVideos
{
    /// <summary>
    /// Builds the native call that submits a job with a <see cref="VideoRequest.Source"/>. The host uses this method in place of
    /// <see cref="IVideoProvider.Submit"/>, and reads the reply with <see cref="IVideoProvider.ReadSubmit"/>. The host sends the call
    /// only once, because the call costs money.
    /// </summary>
    /// <param name="job">
    /// The attempt. For an extension, <see cref="VideoRequest.Seconds"/> is the length to add and
    /// <see cref="VideoOutput.Seconds"/> is the length of the whole result.
    /// </param>
    ProviderCall Remake(ProviderJob job);
}

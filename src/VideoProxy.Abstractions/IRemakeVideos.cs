namespace VideoProxy.Abstractions;

/// <summary>
/// Ability: makes new videos out of finished ones. Needed for every offering with <see cref="Offering.Remakes"/>. Such a job is
/// polled like any other.
/// </summary>
public interface IRemakeVideos
{
    /// <summary>
    /// The native call that submits a job with a <see cref="VideoRequest.Source"/>, in place of <see cref="IVideoProvider.Submit"/>.
    /// It costs money and is sent once; its reply is read by <see cref="IVideoProvider.ReadSubmit"/>.
    /// <see cref="VideoRequest.Seconds"/> is what an extension adds, <see cref="ProviderJob.Output"/> the whole that comes out.
    /// </summary>
    ProviderCall Remake(ProviderJob job);
}

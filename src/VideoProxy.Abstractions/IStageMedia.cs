namespace VideoProxy.Abstractions;

/// <summary>
/// An ability of a provider with an upload call. The host uploads inputs given as bytes before the submit, and the submit refers to
/// the uploads. The host uploads only the kinds of input whose <see cref="ITakeMedia.FormOf"/> is <see cref="MediaForm.Url"/>. The
/// host does not upload inputs given as URLs.
/// </summary>
public interface IStageMedia
{
    /// <summary>
    /// Builds the native call that uploads one input. The call must cost nothing, because another attempt may upload the input again.
    /// </summary>
    /// <param name="job">The attempt that needs the input. The host has not submitted the attempt yet.</param>
    /// <param name="input">The input. <see cref="MediaInput.Bytes"/> and <see cref="MediaInput.MimeType"/> are set.</param>
    ProviderCall Stage(ProviderJob job, MediaInput input);

    /// <summary>Reads the reply to <see cref="Stage"/>. The host does not call this method for 5xx or a transport failure.</summary>
    /// <param name="job">The attempt.</param>
    /// <param name="reply">The provider's reply.</param>
    StageReport ReadStaged(ProviderJob job, ProviderReply reply);
}

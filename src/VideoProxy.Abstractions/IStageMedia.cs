namespace VideoProxy.Abstractions;

/// <summary>
/// Ability: inputs given as bytes are uploaded before the submit, and the submit names the uploads. Asked for the kinds whose
/// <see cref="ITakeMedia.FormOf"/> is <see cref="MediaForm.Url"/>; inputs given as URLs are passed on unstaged.
/// </summary>
public interface IStageMedia
{
    /// <summary>The native call that uploads one input. It costs nothing; the host may repeat it when no connection was made.</summary>
    /// <param name="job">The attempt that needs it; nothing of it has been submitted.</param>
    /// <param name="input">The input; <see cref="MediaInput.Bytes"/> and <see cref="MediaInput.MimeType"/> are set.</param>
    ProviderCall Stage(ProviderJob job, MediaInput input);

    /// <summary>Reads the reply to <see cref="Stage"/>. Never called for 5xx replies or transport failures.</summary>
    StageReport ReadStaged(ProviderJob job, ProviderReply reply);
}

namespace VideoProxy.Abstractions;

/// <summary>The form in which a provider takes a media input.</summary>
public enum MediaForm
{
    /// <summary>The provider takes an https URL or bytes. The host passes on the form that the client gave.</summary>
    Either,

    /// <summary>
    /// The provider takes only an https URL. The host uploads bytes if the provider implements <see cref="IStageMedia"/>, otherwise
    /// the host refuses the bytes with 400.
    /// </summary>
    Url,

    /// <summary>The provider takes only bytes. The host fetches an image given as a URL, and refuses the URL of a video or audio with 400.</summary>
    Inline,
}

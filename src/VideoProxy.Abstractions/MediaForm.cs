namespace VideoProxy.Abstractions;

/// <summary>How a provider takes a media input.</summary>
public enum MediaForm
{
    /// <summary>As an https URL or as bytes.</summary>
    Either,

    /// <summary>As an https URL only; bytes are uploaded where the provider can (<see cref="IStageMedia"/>), otherwise refused with a 400.</summary>
    Url,

    /// <summary>As bytes only; the host fetches images given as https URLs.</summary>
    Inline,
}

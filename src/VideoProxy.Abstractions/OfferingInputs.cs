namespace VideoProxy.Abstractions;

/// <summary>The media inputs that an offering takes. The host refuses a request with more inputs.</summary>
/// <param name="FirstFrame">Whether the provider takes a first frame.</param>
/// <param name="LastFrame">Whether the provider takes a last frame together with a first frame.</param>
/// <param name="ReferenceImages">The maximum number of reference images. 0 means none.</param>
/// <param name="ReferenceVideos">The maximum number of reference videos. 0 means none.</param>
/// <param name="ReferenceAudios">The maximum number of reference audios. 0 means none.</param>
/// <param name="LastFrameAlone">Whether the provider takes a last frame without a first frame.</param>
public sealed record OfferingInputs(
    bool FirstFrame = false,
    bool LastFrame = false,
    int ReferenceImages = 0,
    int ReferenceVideos = 0,
    int ReferenceAudios = 0,
    bool LastFrameAlone = false);

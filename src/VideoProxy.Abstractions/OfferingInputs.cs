namespace VideoProxy.Abstractions;

/// <summary>The media inputs that an offering takes.</summary>
/// <param name="FirstFrame">Takes a first frame.</param>
/// <param name="LastFrame">Takes a last frame beside the first.</param>
/// <param name="ReferenceImages">Most reference images; 0 = none.</param>
/// <param name="ReferenceVideos">Most reference videos; 0 = none.</param>
/// <param name="ReferenceAudios">Most reference audios; 0 = none.</param>
public sealed record OfferingInputs(
    bool FirstFrame = false,
    bool LastFrame = false,
    int ReferenceImages = 0,
    int ReferenceVideos = 0,
    int ReferenceAudios = 0);

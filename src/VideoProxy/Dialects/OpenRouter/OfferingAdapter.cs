using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>
/// What this dialect asks of one offering: its own provider's options, and without what the dialect lets an offering ignore:
/// audio and video references that it cannot take, and a seed.
/// </summary>
internal static class OfferingAdapter
{
    public static VideoRequest Apply(VideoRequest asked, Offering offering) => asked with
    {
        ProviderOptions = (JsonObject?)asked.ProviderOptions[offering.ProviderId]?.DeepClone() ?? [],
        ReferenceVideos = offering.Inputs.ReferenceVideos == 0 ? [] : asked.ReferenceVideos,
        ReferenceAudios = offering.Inputs.ReferenceAudios == 0 ? [] : asked.ReferenceAudios,
        Seed = offering.Seed ? asked.Seed : null,
    };

    /// <summary>The members that the offering does not get.</summary>
    public static IEnumerable<string> Ignored(VideoRequest asked, VideoRequest served)
    {
        if (served.ReferenceVideos.Count < asked.ReferenceVideos.Count) yield return "input_references.video_url";
        if (served.ReferenceAudios.Count < asked.ReferenceAudios.Count) yield return "input_references.audio_url";
        if (asked.Seed is not null && served.Seed is null) yield return "seed";
    }
}

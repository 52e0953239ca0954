using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>
/// Adapts a request to one offering. The offering gets only the options for its own provider. Audio and video references and a seed
/// are dropped if the offering does not support them, because this dialect allows a provider to ignore them.
/// </summary>
internal static class OfferingAdapter
{
    public static VideoRequest Apply(VideoRequest request, Offering offering) => request with
    {
        ProviderOptions = (JsonObject?)request.ProviderOptions[offering.ProviderId]?.DeepClone() ?? [],
        ReferenceVideos = offering.Inputs.ReferenceVideos == 0 ? [] : request.ReferenceVideos,
        ReferenceAudios = offering.Inputs.ReferenceAudios == 0 ? [] : request.ReferenceAudios,
        Seed = offering.Seed ? request.Seed : null,
    };

    /// <summary>Returns the fields that were dropped from the adapted request.</summary>
    public static IEnumerable<string> Ignored(VideoRequest request, VideoRequest adapted)
    {
        if (adapted.ReferenceVideos.Count < request.ReferenceVideos.Count) yield return "input_references.video_url";
        if (adapted.ReferenceAudios.Count < request.ReferenceAudios.Count) yield return "input_references.audio_url";
        if (request.Seed is not null && adapted.Seed is null) yield return "seed";
    }
}

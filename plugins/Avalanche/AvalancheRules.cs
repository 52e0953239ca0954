using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>Checks a request for fields and combinations that the provider refuses. The host checks counts, sizes and seconds against the offering.</summary>
internal static class AvalancheRules
{
    private const string ReferenceModel = "veo3_fast";
    private const int MinSeed = 10_000;
    private const int MaxSeed = 99_999;

    public static IEnumerable<RequestProblem> Check(VideoRequest request, Offering offering)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
            yield return new("prompt", "A prompt is required.");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "A last frame requires a first frame in the 'image' field.");
        if (request.ReferenceImages.Count > 0 && (request.FirstFrame ?? request.LastFrame) is not null)
            yield return new("reference_images", "References cannot be combined with a first or last frame, so send one or the other.");
        if (request.ReferenceImages.Count > 0 && offering.Upstream != ReferenceModel)
            yield return new("reference_images", "Only the fast Veo model accepts reference images at this provider, so use veo-3.1-fast-generate-preview or send a first frame.");
        if (request.ReferenceVideos.Count > 0)
            yield return new("reference_videos", "Veo does not accept reference videos.");
        if (request.ReferenceAudios.Count > 0)
            yield return new("reference_audios", "Veo does not accept reference audio.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "Veo does not accept a negative prompt at this provider, so describe in the prompt what to avoid.");
        if (request.Seed is < MinSeed or > MaxSeed)
            yield return new("seed", $"seed {request.Seed} is out of range (allowed: {MinSeed} to {MaxSeed}).");
    }
}

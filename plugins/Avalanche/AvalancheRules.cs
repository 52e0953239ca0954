using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>What a task may not combine. Counts, sizes and seconds are the offering's table, checked by the host.</summary>
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
            yield return new("last_frame", "A last frame needs a first frame in image.");
        if (request.ReferenceImages.Count > 0 && (request.FirstFrame ?? request.LastFrame) is not null)
            yield return new("reference_images", "References cannot be combined with a first or last frame; give one or the other.");
        if (request.ReferenceImages.Count > 0 && offering.Upstream != ReferenceModel)
            yield return new("reference_images", "Only the fast Veo model takes reference images here; use veo-3.1-fast-generate-preview or a first frame.");
        if (request.ReferenceVideos.Count > 0)
            yield return new("reference_videos", "Veo takes no reference videos.");
        if (request.ReferenceAudios.Count > 0)
            yield return new("reference_audios", "Veo takes no reference audio.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "There is no negative prompt; say it in the prompt.");
        if (request.Seed is < MinSeed or > MaxSeed)
            yield return new("seed", $"seed {request.Seed} is out of range; {MinSeed} to {MaxSeed} is allowed.");
    }
}

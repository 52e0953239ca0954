using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Gemini;

/// <summary>What a request may not combine. Counts, sizes and seconds are the offering's table, checked by the host.</summary>
internal static class GeminiRules
{
    public static IEnumerable<RequestProblem> Check(VideoRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt) && request.FirstFrame is null)
            yield return new("prompt", "prompt is required where there is no first frame");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "a last frame needs a first frame");
        if (request.ReferenceImages.Count > 0 && (request.FirstFrame ?? request.LastFrame) is not null)
            yield return new("reference_images", "reference images cannot be combined with a first or last frame");
        if (request.ReferenceVideos.Count > 0)
            yield return new("reference_videos", "reference videos are unsupported");
        if (request.ReferenceAudios.Count > 0)
            yield return new("reference_audios", "reference audios are unsupported");
        if (request.Seed is not null)
            yield return new("seed", "seed is unsupported");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "negative_prompt is unsupported; say it in the prompt");
        if (request.ProviderOptions.Count > 0)
            yield return new("provider_options", "provider_options are unsupported: unknown parameters are refused");
    }
}

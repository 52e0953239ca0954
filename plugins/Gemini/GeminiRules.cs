using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Gemini;

/// <summary>Checks a request for fields and combinations that the provider refuses. The host checks counts, sizes and seconds against the offering.</summary>
internal static class GeminiRules
{
    public static IEnumerable<RequestProblem> Check(VideoRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt) && request.FirstFrame is null)
            yield return new("prompt", "A prompt is required if there is no first frame.");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "A last frame requires a first frame in the 'image' field.");
        if (request.ReferenceImages.Count > 0 && (request.FirstFrame ?? request.LastFrame) is not null)
            yield return new("reference_images", "Reference images cannot be combined with a first or last frame, so send one or the other.");
        if (request.ReferenceVideos.Count > 0)
            yield return new("reference_videos", "Gemini does not accept reference videos.");
        if (request.ReferenceAudios.Count > 0)
            yield return new("reference_audios", "Gemini does not accept reference audio.");
        if (request.Seed is not null)
            yield return new("seed", "Gemini does not accept a seed.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "Gemini does not accept a negative prompt, so describe in the prompt what to avoid.");
        if (request.ProviderOptions.Count > 0)
            yield return new("provider_options", "Gemini does not accept provider_options, because its API refuses unknown parameters.");
    }
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>Checks a request for fields that the OpenAI Videos API does not have.</summary>
internal static class OpenAiCompatibleRules
{
    public static IEnumerable<RequestProblem> Check(VideoRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
            yield return new("prompt", "A prompt is required.");
        if (request.LastFrame is not null)
            yield return new("last_frame", "The OpenAI Videos API does not accept a last frame, only a first frame in the 'image' field.");
        if (request.ReferenceImages.Count > 0)
            yield return new("reference_images", "The OpenAI Videos API accepts one image, which becomes the first frame, so send it in the 'image' field.");
        if (request.ReferenceVideos.Count > 0)
            yield return new("reference_videos", "The OpenAI Videos API does not accept reference videos.");
        if (request.ReferenceAudios.Count > 0)
            yield return new("reference_audios", "The OpenAI Videos API does not accept reference audio.");
        if (request.Audio == false)
            yield return new("audio", "The OpenAI Videos API always makes sound, so omit audio or set it to true.");
        if (request.Seed is not null)
            yield return new("seed", "The OpenAI Videos API does not accept a seed.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "The OpenAI Videos API does not accept a negative prompt, so describe in the prompt what to avoid.");
    }
}

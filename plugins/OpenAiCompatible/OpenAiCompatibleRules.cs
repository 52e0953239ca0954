using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>What the Videos API has no member for.</summary>
internal static class OpenAiCompatibleRules
{
    public static IEnumerable<RequestProblem> Check(VideoRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
            yield return new("prompt", "A prompt is required.");
        if (request.LastFrame is not null)
            yield return new("last_frame", "The OpenAI Videos API takes no last frame; only a first one, in image.");
        if (request.ReferenceImages.Count > 0)
            yield return new("reference_images", "The OpenAI Videos API takes one image, which becomes the first frame: give it in image.");
        if (request.ReferenceVideos.Count > 0)
            yield return new("reference_videos", "The OpenAI Videos API takes no reference videos.");
        if (request.ReferenceAudios.Count > 0)
            yield return new("reference_audios", "The OpenAI Videos API takes no reference audio.");
        if (request.Audio == false)
            yield return new("audio", "The OpenAI Videos API always makes sound; leave audio out or set it to true.");
        if (request.Seed is not null)
            yield return new("seed", "The OpenAI Videos API takes no seed.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "The OpenAI Videos API has no negative prompt; say it in the prompt.");
    }
}

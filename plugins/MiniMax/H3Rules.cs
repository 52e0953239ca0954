using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>What V2 cannot combine. Counts, sizes and seconds are the offering's table, checked by the host.</summary>
internal static class H3Rules
{
    public static IEnumerable<RequestProblem> Check(VideoRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
            yield return new("prompt", "A prompt is required.");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "A last frame needs a first frame in image.");
        if ((request.FirstFrame ?? request.LastFrame) is not null && FirstReference(request) is { } references)
            yield return new(references, "References cannot be combined with a first or last frame; give one or the other.");
        if (request.Seed is not null)
            yield return new("seed", "H3 takes no seed.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "H3 has no negative prompt; say it in the prompt.");
    }

    private static string? FirstReference(VideoRequest request) =>
        request.ReferenceImages.Count > 0 ? "reference_images"
        : request.ReferenceVideos.Count > 0 ? "reference_videos"
        : request.ReferenceAudios.Count > 0 ? "reference_audios"
        : null;
}

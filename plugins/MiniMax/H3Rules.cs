using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>Checks a request for fields and combinations that V2 refuses. The host checks counts, sizes and seconds against the offering.</summary>
internal static class H3Rules
{
    public static IEnumerable<RequestProblem> Check(VideoRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
            yield return new("prompt", "A prompt is required.");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "A last frame requires a first frame in the 'image' field.");
        if ((request.FirstFrame ?? request.LastFrame) is not null && FirstReference(request) is { } references)
            yield return new(references, "References cannot be combined with a first or last frame, so send one or the other.");
        if (request.Seed is not null)
            yield return new("seed", "H3 does not accept a seed.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "H3 does not accept a negative prompt, so describe in the prompt what to avoid.");
    }

    private static string? FirstReference(VideoRequest request) =>
        request.ReferenceImages.Count > 0 ? "reference_images"
        : request.ReferenceVideos.Count > 0 ? "reference_videos"
        : request.ReferenceAudios.Count > 0 ? "reference_audios"
        : null;
}

using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>Checks a request for fields and combinations that the provider refuses. The host checks counts, sizes and seconds against the offering.</summary>
internal static class ByteDanceRules
{
    private const long MaxSeed = uint.MaxValue;

    public static IEnumerable<RequestProblem> Check(VideoRequest request, Offering offering) =>
        CheckInputs(request, offering).Concat(CheckParameters(request));

    private static IEnumerable<RequestProblem> CheckInputs(VideoRequest request, Offering offering)
    {
        var hasFrames = request.FirstFrame is not null || request.LastFrame is not null;
        var hasPictures = request.ReferenceImages.Count > 0 || request.ReferenceVideos.Count > 0;
        var references = FirstReference(request);

        if (string.IsNullOrWhiteSpace(request.Prompt) && !hasFrames && !hasPictures)
            yield return new("prompt", "A prompt is required if the request has no image or video.");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "A last frame requires a first frame in the 'image' field.");
        if (references is null)
            yield break;

        if (hasFrames)
            yield return new(references, "References cannot be combined with a first or last frame, so send one or the other.");
        if (offering.Upstream.Contains("seedance-1-", StringComparison.Ordinal))
            yield return new(references, "Seedance 1.x does not accept references, so send a first frame or use a Seedance 2 model.");
        if (request.ReferenceAudios.Count > 0 && !hasPictures && !AcceptsAudioAlone(offering))
            yield return new("reference_audios", "Reference audio requires at least one reference image or video.");
        if (IsTrue(request, "camera_fixed"))
            yield return new("provider_options", "camera_fixed cannot be combined with references.");
    }

    private static IEnumerable<RequestProblem> CheckParameters(VideoRequest request)
    {
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "Seedance does not accept a negative prompt, so describe in the prompt what to avoid.");
        if (request.Seed is < -1 or > MaxSeed)
            yield return new("seed", $"seed {request.Seed} is out of range (allowed: -1 to {MaxSeed}).");
    }

    private static string? FirstReference(VideoRequest request) =>
        request.ReferenceImages.Count > 0 ? "reference_images"
        : request.ReferenceVideos.Count > 0 ? "reference_videos"
        : request.ReferenceAudios.Count > 0 ? "reference_audios"
        : null;

    private static bool AcceptsAudioAlone(Offering offering) =>
        offering.Upstream.Contains("seedance-2-5", StringComparison.Ordinal);

    private static bool IsTrue(VideoRequest request, string option) =>
        request.ProviderOptions[option]?.GetValueKind() == JsonValueKind.True;
}

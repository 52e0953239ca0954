using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>Checks a request for fields and combinations that V1 refuses. A 1080P clip of more than 6 seconds is refused and never cut silently.</summary>
internal static class HailuoRules
{
    private const int MaxSecondsAtFullHd = 6;
    private const int MinFullHdSide = 1000;
    private const string DefaultSize = "1280x720";

    public static IEnumerable<RequestProblem> Check(VideoRequest request, Offering offering)
    {
        var seconds = request.Seconds ?? offering.DefaultSeconds;
        if (seconds > MaxSecondsAtFullHd && IsFullHd(request, offering))
            yield return new("seconds", $"{offering.Upstream} makes only {MaxSecondsAtFullHd} seconds at 1080p, but {seconds} were requested. Request {MaxSecondsAtFullHd} seconds or a smaller size.");
        if (string.IsNullOrWhiteSpace(request.Prompt) && request.FirstFrame is null)
            yield return new("prompt", "A prompt is required if there is no first frame.");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "A last frame requires a first frame in the 'image' field.");
        if (request.LastFrame is not null && request.ProviderOptions["fast_pretreatment"]?.GetValueKind() == JsonValueKind.True)
            yield return new("provider_options", "fast_pretreatment cannot be combined with a last frame.");
        foreach (var problem in UnsupportedFields(request)) yield return problem;
    }

    private static IEnumerable<RequestProblem> UnsupportedFields(VideoRequest request)
    {
        if (request.ReferenceImages.Count > 0)
            yield return new("reference_images", "Hailuo does not accept reference images, only a first frame in the 'image' field.");
        if (request.ReferenceVideos.Count > 0)
            yield return new("reference_videos", "Hailuo does not accept reference videos.");
        if (request.ReferenceAudios.Count > 0)
            yield return new("reference_audios", "Hailuo does not accept reference audio.");
        if (request.Seed is not null)
            yield return new("seed", "Hailuo does not accept a seed.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "Hailuo does not accept a negative prompt, so describe in the prompt what to avoid.");
    }

    private static bool IsFullHd(VideoRequest request, Offering offering)
    {
        if (request.Size is null && request.Resolution is { } resolution)
            return string.Equals(resolution, "1080p", StringComparison.OrdinalIgnoreCase);

        var size = request.Size ?? (offering.Sizes.Contains(DefaultSize) ? DefaultSize : offering.Sizes[0]);
        return size.Split('x').All(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels >= MinFullHdSide);
    }
}

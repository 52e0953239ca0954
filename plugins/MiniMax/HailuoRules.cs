using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.MiniMax;

/// <summary>What V1 cannot combine. Above all: 1080P clips last six seconds, and a longer one is never quietly cut.</summary>
internal static class HailuoRules
{
    private const int LongestAtFullHd = 6;
    private const int FullHdSide = 1000;
    private const string DefaultSize = "1280x720";

    public static IEnumerable<RequestProblem> Check(VideoRequest request, Offering offering)
    {
        var seconds = request.Seconds ?? offering.DefaultSeconds;
        if (seconds > LongestAtFullHd && IsFullHd(request, offering))
            yield return new("seconds", $"{offering.Upstream} makes {LongestAtFullHd} seconds at 1080p, not {seconds}; ask for {LongestAtFullHd} seconds or a smaller size.");
        if (string.IsNullOrWhiteSpace(request.Prompt) && request.FirstFrame is null)
            yield return new("prompt", "A prompt is required when there is no first frame.");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "A last frame needs a first frame in image.");
        if (request.LastFrame is not null && request.ProviderOptions["fast_pretreatment"]?.GetValueKind() == JsonValueKind.True)
            yield return new("provider_options", "fast_pretreatment cannot be combined with a last frame.");
        foreach (var problem in NoMember(request)) yield return problem;
    }

    private static IEnumerable<RequestProblem> NoMember(VideoRequest request)
    {
        if (request.ReferenceImages.Count > 0)
            yield return new("reference_images", "Hailuo takes a first frame, in image, but no reference images.");
        if (request.ReferenceVideos.Count > 0)
            yield return new("reference_videos", "Hailuo takes no reference videos.");
        if (request.ReferenceAudios.Count > 0)
            yield return new("reference_audios", "Hailuo takes no reference audio.");
        if (request.Seed is not null)
            yield return new("seed", "Hailuo takes no seed.");
        if (request.NegativePrompt is not null)
            yield return new("negative_prompt", "Hailuo has no negative prompt; say it in the prompt.");
    }

    private static bool IsFullHd(VideoRequest request, Offering offering)
    {
        if (request.Size is null && request.Resolution is { } resolution)
            return string.Equals(resolution, "1080p", StringComparison.OrdinalIgnoreCase);

        var size = request.Size ?? (offering.Sizes.Contains(DefaultSize) ? DefaultSize : offering.Sizes[0]);
        return size.Split('x').All(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels >= FullHdSide);
    }
}

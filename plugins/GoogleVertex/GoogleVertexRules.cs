using System.Globalization;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>What a request may not combine. Counts, sizes and seconds are the offering's table, checked by the host.</summary>
internal static class GoogleVertexRules
{
    private const int ReferenceSeconds = 8;
    private const long MaxSeed = uint.MaxValue;
    private static readonly string[] ImageTypes = ["image/jpeg", "image/png", "image/webp"];

    public static IEnumerable<RequestProblem> Check(VideoRequest request, Offering offering)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt) && request.FirstFrame is null)
            yield return new("prompt", "prompt is required where there is no first frame");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "a last frame needs a first frame");
        if (request.ReferenceImages.Count > 0 && (request.FirstFrame ?? request.LastFrame) is not null)
            yield return new("reference_images", "reference images cannot be combined with a first or last frame");
        var seconds = request.Seconds ?? offering.DefaultSeconds;
        if (request.ReferenceImages.Count > 0 && seconds != ReferenceSeconds)
            yield return new("seconds", string.Create(CultureInfo.InvariantCulture, $"duration {seconds}s is unsupported with reference images, which need {ReferenceSeconds}s"));
        if (request.Seed is < 0 or > MaxSeed)
            yield return new("seed", $"seed {request.Seed} is out of range; 0 to {MaxSeed} is allowed");
        foreach (var problem in ImageProblems(request)) yield return problem;
    }

    private static IEnumerable<RequestProblem> ImageProblems(VideoRequest request)
    {
        foreach (var (param, _, image) in request.AllMedia().Where(media => media.Kind == MediaKind.Image))
        {
            if (image.MimeType is { } type && !ImageTypes.Contains(type))
                yield return new(param, $"{param} of type {type} is unsupported (supported types: {string.Join(", ", ImageTypes)})");
        }
    }
}

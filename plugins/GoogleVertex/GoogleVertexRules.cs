using System.Globalization;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Checks a request for fields and combinations that the provider refuses. The host checks counts, sizes and seconds against the offering.</summary>
internal static class GoogleVertexRules
{
    private const int ReferenceSeconds = 8;
    private const long MaxSeed = uint.MaxValue;
    private static readonly string[] ImageTypes = ["image/jpeg", "image/png", "image/webp"];

    public static IEnumerable<RequestProblem> Check(VideoRequest request, Offering offering)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt) && request.FirstFrame is null)
            yield return new("prompt", "A prompt is required if there is no first frame.");
        if (request.LastFrame is not null && request.FirstFrame is null)
            yield return new("last_frame", "A last frame requires a first frame in the 'image' field.");
        if (request.ReferenceImages.Count > 0 && (request.FirstFrame ?? request.LastFrame) is not null)
            yield return new("reference_images", "Reference images cannot be combined with a first or last frame, so send one or the other.");
        var seconds = request.Seconds ?? offering.DefaultSeconds;
        if (request.ReferenceImages.Count > 0 && seconds != ReferenceSeconds)
            yield return new("seconds", string.Create(CultureInfo.InvariantCulture, $"duration {seconds}s is unsupported with reference images (supported durations: {ReferenceSeconds})."));
        if (request.Seed is < 0 or > MaxSeed)
            yield return new("seed", $"seed {request.Seed} is out of range (allowed: 0 to {MaxSeed}).");
        foreach (var problem in ImageProblems(request)) yield return problem;
    }

    private static IEnumerable<RequestProblem> ImageProblems(VideoRequest request)
    {
        foreach (var (param, _, image) in request.AllMedia().Where(media => media.Kind == MediaKind.Image))
        {
            if (image.MimeType is { } type && !ImageTypes.Contains(type))
                yield return new(param, $"{param} of type {type} is unsupported (supported types: {string.Join(", ", ImageTypes)}).");
        }
    }
}

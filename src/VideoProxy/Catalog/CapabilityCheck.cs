using System.Globalization;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Providers;

namespace VideoProxy.Catalog;

/// <summary>Checks a request against the capabilities of one offering, then lets its plugin check the rules that the configuration cannot express.</summary>
internal static class CapabilityCheck
{
    public const string DefaultSize = "1280x720";

    /// <summary>The longest prompt of an offering without a known limit, because every job keeps its prompt in memory and in the database.</summary>
    private const int LongestPrompt = 100_000;

    public static CapabilityResult Run(LoadedProvider provider, ModelConfig model, VideoRequest request, bool defaultAudio)
    {
        var offering = model.Offering;
        request = ReferenceAsFrame(request, offering);
        var size = ReduceSize(request, offering);
        var problems = new List<RequestProblem>();
        if (size is null) problems.Add(SizeProblem(request, offering));
        problems.AddRange(TextProblems(request, offering));
        problems.AddRange(AudioProblems(request, offering));
        problems.AddRange(InputChecks.Run(request, offering, provider.Translator));
        problems.AddRange(PassthroughChecks.Run(request, offering));
        problems.AddRange(provider.Translator.Validate(request, offering));
        if (request is { LastFrame: not null, FirstFrame: null } && offering.Inputs is { LastFrame: true, LastFrameAlone: false } && !problems.Exists(p => p.Param == "last_frame"))
            problems.Add(new("last_frame", "a last frame without a first frame is unsupported"));
        if (problems.Count > 0) return new(provider.Id, offering.Model, null, problems);

        var output = Reduce(request, offering, size!, defaultAudio);
        var price = Prices.Estimate(model, output, ImagesOf(request));
        return new(provider.Id, offering.Model, new Candidate(provider, model, provider.Config.Destinations[0], request, output, price), []);
    }

    /// <summary>Turns a single reference image into the first frame if the model accepts frames but no references, because OpenAI clients send their first frame this way.</summary>
    private static VideoRequest ReferenceAsFrame(VideoRequest request, Offering offering) =>
        request is { ReferenceImages: [var only], FirstFrame: null } && offering.Inputs is { ReferenceImages: 0, FirstFrame: true }
            ? request with { FirstFrame = only, ReferenceImages = [] }
            : request;

    private static VideoOutput Reduce(VideoRequest request, Offering offering, string size, bool defaultAudio) => new(
        request.Seconds ?? offering.DefaultSeconds,
        size,
        FrameSizes.ResolutionOf(size),
        FrameSizes.AspectRatioOf(size),
        offering.Audio switch
        {
            AudioSupport.Always => true,
            AudioSupport.Never => false,
            _ => request.Audio ?? defaultAudio,
        });

    /// <summary>Resolves size, or resolution and aspect ratio, to one of the offering's sizes. Returns null if no size matches.</summary>
    private static string? ReduceSize(VideoRequest request, Offering offering)
    {
        if (request.Size is { } size) return offering.Sizes.Contains(size) ? size : null;
        if (request.Resolution is null && request.AspectRatio is null)
            return offering.Sizes.Contains(DefaultSize) ? DefaultSize : offering.Sizes[0];
        return offering.Sizes.FirstOrDefault(s =>
            string.Equals(FrameSizes.ResolutionOf(s), request.Resolution ?? FrameSizes.ResolutionOf(DefaultSize), StringComparison.OrdinalIgnoreCase)
            && FrameSizes.AspectRatioOf(s) == (request.AspectRatio ?? "16:9"));
    }

    private static RequestProblem SizeProblem(VideoRequest request, Offering offering)
    {
        var supported = string.Join(", ", offering.Sizes);
        return request.Size is { } size
            ? new("size", $"size {size} is unsupported (supported sizes: {supported})")
            : new(request.Resolution is null ? "aspect_ratio" : "resolution",
                $"resolution {request.Resolution ?? "720p"} with aspect ratio {request.AspectRatio ?? "16:9"} is unsupported (supported sizes: {supported})");
    }

    private static IEnumerable<RequestProblem> TextProblems(VideoRequest request, Offering offering)
    {
        if (request.Seconds is { } seconds && !offering.Seconds.Contains(seconds))
            yield return new("seconds", SecondsProblem(seconds, offering.Seconds));
        var promptMax = offering.PromptMax ?? LongestPrompt;
        if (request.Prompt is { } prompt && TextLength.Exceeds(prompt, promptMax))
            yield return new("prompt", string.Create(CultureInfo.InvariantCulture, $"prompt exceeds {promptMax} chars"));
        if (request.Seed is not null && !offering.Seed)
            yield return new("seed", "seed is unsupported");
        if (request.NegativePrompt is not null && !offering.NegativePrompt)
            yield return new("negative_prompt", "negative_prompt is unsupported");
        else if (request.NegativePrompt is { } negative && TextLength.Exceeds(negative, promptMax))
            yield return new("negative_prompt", string.Create(CultureInfo.InvariantCulture, $"negative_prompt exceeds {promptMax} chars"));
    }

    private static string SecondsProblem(int seconds, IReadOnlyList<int> supported)
    {
        var longest = supported[^1];
        var problem = string.Create(CultureInfo.InvariantCulture, $"duration {seconds}s is unsupported (supported durations: {string.Join(", ", supported)})");
        return seconds <= longest ? problem : problem + string.Create(CultureInfo.InvariantCulture, $": it exceeds the maximum supported duration of {longest}s");
    }

    private static IEnumerable<RequestProblem> AudioProblems(VideoRequest request, Offering offering)
    {
        if (request.Audio == true && offering.Audio == AudioSupport.Never)
            yield return new("audio", "audio output is unsupported for this provider mapping");
        if (request.Audio == false && offering.Audio == AudioSupport.Always)
            yield return new("audio", "audio=false is unsupported because this provider mapping only supports audio-enabled output");
    }

    private static int ImagesOf(VideoRequest request) =>
        request.ReferenceImages.Count + (request.FirstFrame is null ? 0 : 1) + (request.LastFrame is null ? 0 : 1);
}

/// <summary>The result of checking a request against one offering: a candidate, or the problems that prevent it.</summary>
internal sealed record CapabilityResult(string ProviderId, string Model, Candidate? Candidate, IReadOnlyList<RequestProblem> Problems);

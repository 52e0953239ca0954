using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Configuration;

namespace VideoProxy.Providers;

/// <summary>Builds sample jobs that together use everything that an offering accepts, so that their calls show everything that a plugin may write.</summary>
internal static class SampleRequests
{
    private const string Link = "https://media.invalid/sample";

    public static IEnumerable<ProviderJob> Of(Offering offering, ProviderDestination destination, IVideoProvider translator)
    {
        // Frames and references exclude each other.
        var plain = new VideoRequest { Model = offering.Model, Prompt = "sample" };
        var rich = plain with { Seed = offering.Seed ? 1 : null, NegativePrompt = offering.NegativePrompt ? "sample" : null, User = "sample" };
        var inputs = offering.Inputs;
        yield return Job(plain, offering, destination, silent: false);
        yield return Job(rich with
        {
            FirstFrame = inputs.FirstFrame ? Media(MediaKind.Image) : null,
            LastFrame = inputs.LastFrame ? Media(MediaKind.Image) : null,
        }, offering, destination, silent: true);
        yield return Job(rich with
        {
            ReferenceImages = inputs.ReferenceImages > 0 ? [Media(MediaKind.Image)] : [],
            ReferenceVideos = inputs.ReferenceVideos > 0 ? [Media(MediaKind.Video)] : [],
            ReferenceAudios = inputs.ReferenceAudios > 0 ? [Media(MediaKind.Audio)] : [],
        }, offering, destination, silent: false);

        MediaInput Media(MediaKind kind) => translator is ITakeMedia media && media.FormOf(kind) == MediaForm.Inline
            ? MediaInput.FromBytes(new byte[1], MimeTypeOf(kind))
            : MediaInput.FromUrl(Link);
    }

    /// <summary>Returns sample jobs with every size, length and option of the offering, with and without sound.</summary>
    public static IEnumerable<ProviderJob> Every(Offering offering, ProviderDestination destination, IVideoProvider translator) =>
        Of(offering, destination, translator).SelectMany(sample => (IEnumerable<ProviderJob>)
        [
            sample,
            .. offering.Sizes.Select(size => sample with { Output = sample.Output with { Size = size, Resolution = FrameSizes.ResolutionOf(size), AspectRatio = FrameSizes.AspectRatioOf(size) } }),
            .. offering.Seconds.Select(seconds => sample with { Output = sample.Output with { Seconds = seconds } }),
            .. offering.Audio == AudioSupport.Optional ? [WithAudio(sample, !sample.Output.Audio)] : Array.Empty<ProviderJob>(),
            .. offering.Passthrough.SelectMany(rule => ValuesOf(rule.Value).Select(value => WithOption(sample, rule.Key, value))),
        ]);

    public static ProviderJob WithOption(ProviderJob sample, string name, JsonObject rule) => WithOption(sample, name, ValuesOf(rule).First());

    private static ProviderJob WithOption(ProviderJob sample, string name, JsonNode? value) =>
        sample with { Request = sample.Request with { ProviderOptions = new() { [name] = value } } };

    private static IEnumerable<JsonNode?> ValuesOf(JsonObject rule) => rule["values"] is JsonArray { Count: > 0 } values
        ? values.Select(value => value?.DeepClone())
        : (string?)rule["type"] switch { "boolean" => [true, false], "string" => ["sample"], _ => [1] };

    private static ProviderJob WithAudio(ProviderJob sample, bool audio) =>
        sample with { Request = sample.Request with { Audio = audio }, Output = sample.Output with { Audio = audio } };

    private static ProviderJob Job(VideoRequest request, Offering offering, ProviderDestination destination, bool silent)
    {
        var size = offering.Sizes[0];
        var audio = offering.Audio == AudioSupport.Always || (offering.Audio == AudioSupport.Optional && !silent);
        return new()
        {
            AttemptId = "att_sample",
            Request = request with { Audio = audio },
            Output = new(offering.DefaultSeconds, size, FrameSizes.ResolutionOf(size), FrameSizes.AspectRatioOf(size), audio),
            Offering = offering,
            Destination = destination,
        };
    }

    private static string MimeTypeOf(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image/png",
        MediaKind.Video => "video/mp4",
        _ => "audio/mpeg",
    };
}

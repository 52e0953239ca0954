using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>Compares a request with the fields that the submit operation reads, and reports fields that are missing or unsupported.</summary>
internal static class SubmitCheck
{
    private const string NoField = "because this provider's submit call has no field for it";
    private static readonly string[] FrameFields = ["size", "width", "height", "resolution", "aspectRatio"];

    /// <summary>Returns the fields that the operation requires and the request lacks.</summary>
    public static IEnumerable<RequestProblem> MissingFields(Operation submit, VideoRequest request)
    {
        var needed = submit.Reads.Where(read => !read.Optional && MediaName.Of(read) is not { IsList: true }).SelectMany(read => new[] { read.Subject, read.Name }).ToHashSet(StringComparer.Ordinal);
        IEnumerable<(string Name, string Param, bool Given)> members =
            [.. Members(request), ("user", "user", request.User is not null), .. Options(submit, request).Select(option => (option.Read.Name, option.Param, option.Value is not null))];
        return members.Distinct().Where(member => !member.Given && needed.Contains(member.Name)).Select(member => new RequestProblem(member.Param, $"{member.Param} is required{Suffix(submit)}"));
    }

    /// <summary>Returns the options whose value is not in the map of their placeholder.</summary>
    public static IEnumerable<RequestProblem> UnmappedOptions(Operation submit, VideoRequest request) =>
        from option in Options(submit, request)
        where option is { Value: not null, Read.Map: { } map } && !map.ContainsKey(Template.TextOf(option.Value))
        select new RequestProblem(option.Param, $"{option.Param} must be one of {string.Join(", ", option.Read.Map!.Keys)}{Suffix(submit)}");

    /// <summary>
    /// Returns the media inputs that the operation cannot send in their form, a link or data. If the provider takes a
    /// kind of media in one form only, the check skips that kind, because the host itself converts or refuses such inputs.
    /// </summary>
    public static IEnumerable<RequestProblem> UnsupportedForms(Operation submit, VideoRequest request, Func<MediaKind, MediaForm> formOf) =>
        from media in MediaName.All.Where(media => formOf(media.Kind) == MediaForm.Either)
        let reads = submit.Reads.Where(read => MediaName.Of(read) == media).ToList()
        from input in media.In(request)
        let lacking = reads.Where(read => MediaName.Write(input, read.Member) is null).ToList()
        where lacking.Any(read => !read.Optional) || (lacking.Count > 0 && reads.Except(lacking).All(read => read.Member == "type"))
        select new RequestProblem(media.Param, $"{media.Param} cannot be sent to this provider as {(input.Url is null ? "data" : "a link")}{Suffix(submit)}");

    /// <summary>Returns the request fields that the operation cannot carry.</summary>
    public static IEnumerable<RequestProblem> UnsupportedFields(Operation submit, VideoRequest request, Offering offering)
    {
        var reads = submit.Reads.Select(read => read.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, param, _) in Members(request).Where(member => member.Given && !reads.Contains(member.Name)))
            yield return new(param, $"{param} is unsupported{Suffix(submit)}, {NoField}");
        if (request.Audio is not null && offering.Audio == AudioSupport.Optional && !reads.Contains("audio")) yield return new("audio", $"audio cannot be chosen, {NoField}");
        if (offering.Seconds.Count > 1 && !reads.Contains("seconds")) yield return new("seconds", $"seconds cannot be chosen, {NoField}");
        if (offering.Sizes.Count > 1 && !FrameFields.Any(reads.Contains)) yield return new("size", $"size cannot be chosen, {NoField}");
        foreach (var (name, _) in request.ProviderOptions.Where(given => Options(submit, request).All(option => option.Read.Member != given.Key)))
            yield return new($"provider_options.{name}", $"provider_options.{name} is unsupported{Suffix(submit)}, {NoField}");
        foreach (var (read, param, _) in Options(submit, request).Where(option => !option.Read.Optional && !offering.Passthrough.ContainsKey(option.Read.Member)))
            yield return new(param, $"{{{{{read.Name}}}}} is required by the submit operation, but the model's passthrough does not list '{read.Member}'");
    }

    private static IEnumerable<(Placeholder Read, string Param, JsonNode? Value)> Options(Operation submit, VideoRequest request) =>
        from read in submit.Reads
        where read.Subject == Variables.Options
        select (read, $"provider_options.{read.Member}", request.ProviderOptions[read.Member]);

    private static IEnumerable<(string Name, string Param, bool Given)> Members(VideoRequest request) =>
    [
        ("prompt", "prompt", !string.IsNullOrWhiteSpace(request.Prompt)),
        ("negativePrompt", "negative_prompt", request.NegativePrompt is not null),
        ("seed", "seed", request.Seed is not null),
        .. MediaName.All.Select(media => (media.Name, media.Param, media.In(request).Any())),
    ];

    private static string Suffix(Operation submit) => submit.If is { } kind ? $" for {kind} to video" : "";
}

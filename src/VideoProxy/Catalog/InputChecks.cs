using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Catalog;

/// <summary>Checks that an offering accepts the number and the form of a request's media inputs.</summary>
internal static class InputChecks
{
    public static IEnumerable<RequestProblem> Run(VideoRequest request, Offering offering, IVideoProvider translator)
    {
        var inputs = offering.Inputs;
        if (request.FirstFrame is not null && !inputs.FirstFrame)
            yield return new("image", "a first frame is unsupported");
        if (request.LastFrame is not null && !inputs.LastFrame)
            yield return new("last_frame", "a last frame is unsupported");
        foreach (var problem in CountProblems("reference_images", "reference images", request.ReferenceImages.Count, inputs.ReferenceImages)) yield return problem;
        foreach (var problem in CountProblems("reference_videos", "reference videos", request.ReferenceVideos.Count, inputs.ReferenceVideos)) yield return problem;
        foreach (var problem in CountProblems("reference_audios", "reference audios", request.ReferenceAudios.Count, inputs.ReferenceAudios)) yield return problem;

        if (translator is not ITakeMedia media) yield break;
        foreach (var problem in FormProblems(request, media)) yield return problem;
    }

    private static IEnumerable<RequestProblem> CountProblems(string param, string what, int given, int most)
    {
        if (given == 0 || given <= most) yield break;
        yield return new(param, most == 0
            ? $"{what} are unsupported"
            : string.Create(CultureInfo.InvariantCulture, $"this provider mapping supports at most {most} {what}"));
    }

    /// <summary>
    /// Reports inputs that the host cannot convert to the form that the provider accepts. The host can upload bytes only if the
    /// provider has an upload call, and it can download only links to images.
    /// </summary>
    private static IEnumerable<RequestProblem> FormProblems(VideoRequest request, ITakeMedia media)
    {
        foreach (var (param, kind, input) in request.AllMedia())
        {
            switch (media.FormOf(kind))
            {
                case MediaForm.Url when input.Url is null && media is not IStageMedia:
                    yield return new(param, $"{param} must be an https URL, because this provider does not accept inline data");
                    break;
                case MediaForm.Inline when input.Url is not null && kind != MediaKind.Image:
                    yield return new(param, $"{param} must be a data URL, because this provider does not accept links");
                    break;
            }
        }
    }
}

/// <summary>Checks native parameters against the provider file, which names the allowed parameters with their types and values.</summary>
internal static class PassthroughChecks
{
    public static IEnumerable<RequestProblem> Run(VideoRequest request, Offering offering)
    {
        foreach (var (name, value) in request.ProviderOptions)
        {
            var param = $"provider_options.{name}";
            if (!offering.Passthrough.TryGetValue(name, out var rule))
            {
                var allowed = offering.Passthrough.Count == 0 ? "accepts no provider_options" : $"accepts {string.Join(", ", offering.Passthrough.Keys)}";
                yield return new(param, $"{param} is unsupported ({offering.ProviderId} {allowed})");
            }
            else if (!Fits(value, rule))
            {
                yield return new(param, $"{param} must match {rule.ToJsonString()}");
            }
        }
    }

    private static bool Fits(JsonNode? value, JsonObject rule)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var typed = (string?)rule["type"] switch
        {
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "string" => kind is JsonValueKind.String,
            "number" => kind is JsonValueKind.Number,
            "integer" => kind is JsonValueKind.Number && value!.AsValue().TryGetValue<long>(out _),
            _ => false,
        };
        return typed && (rule["values"] is not JsonArray values || values.Any(v => JsonNode.DeepEquals(v, value)));
    }
}

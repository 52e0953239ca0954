using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Vertex;

/// <summary>Checks the names, types and values in the body of a submit, and which of them cannot be combined.</summary>
internal static class VertexRules
{
    private const string Lite = "veo-3.1-lite-generate-001";
    public static readonly string[] Models = ["veo-3.1-generate-001", "veo-3.1-fast-generate-001", Lite];

    private static readonly Dictionary<string, Func<JsonNode?, bool>> Parameters = new()
    {
        // The real service refuses 10 seconds and 1:1. The sandbox accepts 10 seconds and 1:1, because the shipped provider file offers them.
        ["durationSeconds"] = node => node.Whole() is 4 or 6 or 8 or 10,
        ["aspectRatio"] = OneOf("16:9", "9:16", "1:1"),
        ["resolution"] = OneOf("720p", "1080p", "4k"),
        ["generateAudio"] = node => node.Flag() is not null,
        ["sampleCount"] = node => node.Whole() is >= 1 and <= 4,
        ["seed"] = node => node.Whole() is >= 0 and <= uint.MaxValue,
        ["negativePrompt"] = node => node.IsText(),
        ["personGeneration"] = OneOf("allow_adult", "dont_allow", "allow_all"),
        ["compressionQuality"] = OneOf("optimized", "lossless"),
        ["resizeMode"] = OneOf("pad", "crop"),
        ["storageUri"] = node => node.Text() is { } uri && uri.StartsWith("gs://", StringComparison.Ordinal) && uri.IndexOf('/', 5) > 5,
    };

    public static IEnumerable<GoogleFault> Check(string model, JsonObject body)
    {
        if (Unknown(body, "instances", "parameters") is { } unknown)
        {
            yield return unknown;
        }

        if (body["instances"] is not JsonArray { Count: 1 } instances || instances[0] is not JsonObject instance)
        {
            yield return GoogleFault.Invalid("Exactly one instance is expected.");
            yield break;
        }

        if (body["parameters"] is not JsonObject parameters)
        {
            yield return GoogleFault.Invalid("The parameters are missing.");
            yield break;
        }

        if (model == Lite && (parameters["resolution"].Text() == "4k" || instance.ContainsKey("referenceImages")))
        {
            yield return GoogleFault.Invalid("Veo 3.1 Lite supports neither 4k nor reference images.");
        }

        foreach (var fault in CheckParameters(parameters).Concat(VertexInputs.Check(instance, parameters)))
        {
            yield return fault;
        }
    }

    public static GoogleFault? Unknown(JsonObject fields, params string[] known) =>
        fields.Select(field => field.Key).FirstOrDefault(name => !known.Contains(name)) is { } name
            ? GoogleFault.Invalid($"Invalid JSON payload received. Unknown name \"{name}\": Cannot find field.")
            : null;

    private static IEnumerable<GoogleFault> CheckParameters(JsonObject parameters)
    {
        if (Unknown(parameters, [.. Parameters.Keys]) is { } unknown)
        {
            yield return unknown;
        }

        foreach (var (name, value) in parameters)
        {
            if (Parameters.TryGetValue(name, out var accepts) && !accepts(value))
            {
                yield return GoogleFault.Invalid($"The value {value?.ToJsonString()} of {name} is not supported.");
            }
        }

        if (!parameters.ContainsKey("generateAudio"))
        {
            yield return GoogleFault.Invalid("generateAudio is required.");
        }
    }

    private static Func<JsonNode?, bool> OneOf(params string[] values) => node => node.Text() is { } text && values.Contains(text);
}

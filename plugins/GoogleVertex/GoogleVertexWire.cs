using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Builds the native request from a job.</summary>
internal static class GoogleVertexWire
{
    public static JsonObject Request(ProviderJob job, CloudObject? output) => new()
    {
        ["instances"] = new JsonArray(Instance(job.Request)),
        ["parameters"] = Parameters(job, output),
    };

    private static JsonObject Instance(VideoRequest request)
    {
        var instance = new JsonObject();
        if (!string.IsNullOrWhiteSpace(request.Prompt)) instance["prompt"] = request.Prompt;
        if (request.FirstFrame is { } first) instance["image"] = Media(first);
        if (request.LastFrame is { } last) instance["lastFrame"] = Media(last);
        if (request.ReferenceImages.Count > 0)
            instance["referenceImages"] = new JsonArray([.. request.ReferenceImages.Select(Reference)]);
        return instance;
    }

    private static JsonObject Reference(MediaInput image) => new() { ["image"] = Media(image), ["referenceType"] = "asset" };

    // The API expects raw base64, not a data URL.
    private static JsonObject Media(MediaInput image) => new()
    {
        ["bytesBase64Encoded"] = Convert.ToBase64String(image.Bytes.Span),
        ["mimeType"] = image.MimeType,
    };

    private static JsonObject Parameters(ProviderJob job, CloudObject? output)
    {
        // The request states every parameter that affects the price. generateAudio is mandatory.
        var parameters = new JsonObject
        {
            ["aspectRatio"] = job.Output.AspectRatio,
            ["resolution"] = job.Output.Resolution,
            ["durationSeconds"] = job.Output.Seconds,
            ["generateAudio"] = job.Output.Audio,
            ["sampleCount"] = 1,
        };
        if (job.Request.Seed is { } seed) parameters["seed"] = seed;
        if (job.Request.NegativePrompt is { Length: > 0 } negative) parameters["negativePrompt"] = negative;
        if (output is not null) parameters["storageUri"] = output.FolderOf(job.AttemptId).ToString();
        foreach (var (name, value) in job.Request.ProviderOptions) parameters.TryAdd(name, value?.DeepClone());
        return parameters;
    }
}

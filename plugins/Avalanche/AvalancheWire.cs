using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>Builds the native task from a job. It has no field for length or sound, because Veo clips last 8 seconds and always have sound.</summary>
internal static class AvalancheWire
{
    public static JsonObject Task(ProviderJob job)
    {
        var (type, images) = Images(job.Request);
        var task = new JsonObject
        {
            ["prompt"] = job.Request.Prompt,
            ["model"] = job.Offering.Upstream,
            ["aspect_ratio"] = job.Output.AspectRatio,
            ["generationType"] = type,
            // The fallback model is off, because Kie cannot upgrade its videos.
            ["enableFallback"] = false,
        };
        if (images.Count > 0)
            task["imageUrls"] = new JsonArray([.. images.Select(image => (JsonNode)image.ToUrl())]);
        if (job.Request.Seed is { } seed)
            task["seeds"] = seed;
        if (job.NotifyUrl is { } notify)
            task["callBackUrl"] = notify;
        foreach (var (name, value) in job.Request.ProviderOptions)
            task.TryAdd(name, value?.DeepClone());

        return task;
    }

    // Kie takes the first image as the first frame and the second as the last.
    private static (string Type, IReadOnlyList<MediaInput> Images) Images(VideoRequest request) =>
        request.ReferenceImages.Count > 0 ? ("REFERENCE_2_VIDEO", request.ReferenceImages)
        : request.FirstFrame is { } first ? ("FIRST_AND_LAST_FRAMES_2_VIDEO", request.LastFrame is { } last ? [first, last] : [first])
        : ("TEXT_2_VIDEO", []);
}

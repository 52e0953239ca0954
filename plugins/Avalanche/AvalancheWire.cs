using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Avalanche;

/// <summary>The canonical job as a native task. Length and sound have no member: clips last eight seconds and always have sound.</summary>
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
            // Videos of the fallback model cannot be upgraded.
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

    // The first frame stands before the last.
    private static (string Type, IReadOnlyList<MediaInput> Images) Images(VideoRequest request) =>
        request.ReferenceImages.Count > 0 ? ("REFERENCE_2_VIDEO", request.ReferenceImages)
        : request.FirstFrame is { } first ? ("FIRST_AND_LAST_FRAMES_2_VIDEO", request.LastFrame is { } last ? [first, last] : [first])
        : ("TEXT_2_VIDEO", []);
}

using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>The canonical job as a native task.</summary>
internal static class ByteDanceWire
{
    public static JsonObject Task(ProviderJob job)
    {
        // Everything that the provider would fill in by itself is stated: its own defaults are a free choice of
        // ratio and sound that is paid for.
        var task = new JsonObject
        {
            ["model"] = job.Offering.Upstream,
            ["content"] = Content(job.Request),
            ["resolution"] = job.Output.Resolution,
            ["ratio"] = TakesFrameRatio(job) ? "adaptive" : job.Output.AspectRatio,
            ["duration"] = job.Output.Seconds,
        };
        if (job.Offering.Audio != AudioSupport.Never)
            task["generate_audio"] = job.Output.Audio;
        if (job.Request.Seed is { } seed)
            task["seed"] = seed;

        if (job.NotifyUrl is { } notify)
            task["callback_url"] = notify;

        foreach (var (name, value) in job.Request.ProviderOptions)
            task.TryAdd(name, value?.DeepClone());

        return task;
    }

    // Seedance 2.5 refuses any other ratio than its first frame's own.
    private static bool TakesFrameRatio(ProviderJob job) =>
        job.Request.FirstFrame is not null && job.Offering.Upstream.Contains("seedance-2-5", StringComparison.Ordinal);

    // Prompts call references by their place, so each kind keeps the order in which it was given.
    private static JsonArray Content(VideoRequest request)
    {
        var items = new JsonArray();
        if (!string.IsNullOrWhiteSpace(request.Prompt))
            items.Add(new JsonObject { ["type"] = "text", ["text"] = ByteDancePrompt.WithoutFlags(request.Prompt) });
        if (request.FirstFrame is { } first)
            items.Add(Item("image_url", first, "first_frame"));
        if (request.LastFrame is { } last)
            items.Add(Item("image_url", last, "last_frame"));

        foreach (var image in request.ReferenceImages)
            items.Add(Item("image_url", image, "reference_image"));
        foreach (var video in request.ReferenceVideos)
            items.Add(Item("video_url", video, "reference_video"));
        foreach (var audio in request.ReferenceAudios)
            items.Add(Item("audio_url", audio, "reference_audio"));

        return items;
    }

    private static JsonObject Item(string type, MediaInput media, string role) => new()
    {
        ["type"] = type,
        [type] = new JsonObject { ["url"] = media.ToUrl() },
        ["role"] = role,
    };
}

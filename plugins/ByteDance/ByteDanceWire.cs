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
        foreach (var (param, kind, input) in request.AllMedia())
            items.Add(Item(input, TypeOf(kind), RoleOf(param)));

        return items;
    }

    private static JsonObject Item(MediaInput input, string type, string role) =>
        new() { ["type"] = type, [type] = new JsonObject { ["url"] = input.ToUrl() }, ["role"] = role };

    private static string TypeOf(MediaKind kind) => kind switch { MediaKind.Image => "image_url", MediaKind.Video => "video_url", _ => "audio_url" };

    // first_frame, last_frame, and one of the references: reference_image and so on.
    private static string RoleOf(string param) => param == "image" ? "first_frame" : param.TrimEnd('s');
}

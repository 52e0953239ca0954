using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.ByteDance;

/// <summary>Builds the native task from a job.</summary>
internal static class ByteDanceWire
{
    public static JsonObject Task(ProviderJob job)
    {
        // The task states every value that the provider would otherwise choose. By default the provider picks the ratio
        // and adds sound, which can cost extra.
        var task = new JsonObject
        {
            ["model"] = job.Offering.Upstream,
            ["content"] = Content(job.Request),
            ["resolution"] = job.Output.Resolution,
            ["ratio"] = UsesFrameRatio(job) ? "adaptive" : job.Output.AspectRatio,
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

    // Seedance 2.5 refuses every ratio except that of the first frame.
    private static bool UsesFrameRatio(ProviderJob job) =>
        job.Request.FirstFrame is not null && job.Offering.Upstream.Contains("seedance-2-5", StringComparison.Ordinal);

    // A prompt names a reference by its position, so the images, the videos and the audios each stay in the order of the request.
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

    // A role is first_frame, last_frame, or a reference in the singular, such as reference_image.
    private static string RoleOf(string param) => param == "image" ? "first_frame" : param.TrimEnd('s');
}

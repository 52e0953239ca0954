using VideoProxy.Errors;

namespace VideoProxy.Dialects.CodeGateway;

/// <summary>The three models of the dialect, taken from CodeGateway's parameter reference of 2026-06.</summary>
internal static class GenerateModels
{
    public static readonly IReadOnlyDictionary<string, GenerateModel> All = new GenerateModel[]
    {
        new()
        {
            Name = "google/veo-3.1-fast",
            Fields = new HashSet<string> { "model", "prompt", "aspect_ratio", "duration", "resolution", "generate_audio", "image_input" },
            Resolutions = ["720p", "1080p"],
            Ratios = ["16:9", "9:16", "1:1"],
            DurationTexts = ["4s", "6s", "8s"],
            FirstFrame = "image_input",
            FirstFrameIsBase64 = true,
        },
        new()
        {
            Name = "bytedance/seedance-2.0",
            Fields = new HashSet<string>
            {
                "model", "prompt", "aspect_ratio", "duration", "resolution", "generate_audio", "camera_fixed", "watermark", "fps", "seed",
                "image", "last_frame_image", "reference_images", "reference_video",
            },
            Resolutions = ["720p", "480p", "1080p"],
            Ratios = ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21"],
            MinSeconds = 4,
            MaxSeconds = 12,
            FirstFrame = "image",
            Flags = ["camera_fixed", "watermark"],
        },
        new()
        {
            Name = "minimax/hailuo-2.3-fast",
            Fields = new HashSet<string> { "model", "prompt", "duration", "resolution", "first_frame_image", "fast_pretreatment", "prompt_optimizer" },
            NeedsPrompt = false,
            Resolutions = ["768P", "1080P"],
            FirstFrame = "first_frame_image",
            Flags = ["fast_pretreatment", "prompt_optimizer"],
        },
    }.ToDictionary(model => model.Name);
}

/// <summary>The fields of one model in this dialect, with their names, types and limits.</summary>
internal sealed record GenerateModel
{
    public required string Name { get; init; }
    public required IReadOnlySet<string> Fields { get; init; }

    /// <summary>Whether the prompt is required. If false, a first frame is enough.</summary>
    public bool NeedsPrompt { get; init; } = true;

    /// <summary>The resolutions, spelled as clients send them. The first is the default.</summary>
    public required IReadOnlyList<string> Resolutions { get; init; }

    /// <summary>The aspect ratios. The first is the default. Empty if the model has no such field.</summary>
    public IReadOnlyList<string> Ratios { get; init; } = [];

    /// <summary>The durations of a model that expects strings such as <c>6s</c>. Empty if the model expects whole numbers.</summary>
    public IReadOnlyList<string> DurationTexts { get; init; } = [];
    public int MinSeconds { get; init; } = 1;
    public int MaxSeconds { get; init; } = 3600;

    /// <summary>The name of the field that holds the first frame.</summary>
    public required string FirstFrame { get; init; }

    /// <summary>Whether the first frame must be base64. If false, it may be a link too.</summary>
    public bool FirstFrameIsBase64 { get; init; }

    /// <summary>The names of the canonical fields in this model's requests.</summary>
    public ClientNames Names => new(new Dictionary<string, string>
    {
        ["image"] = FirstFrame,
        ["last_frame"] = "last_frame_image",
        ["reference_videos"] = "reference_video",
        ["seconds"] = "duration",
        ["audio"] = "generate_audio",
        [ClientNames.Options] = "",
    });

    /// <summary>The boolean fields that are sent to the provider as native parameters.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}

using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Suggests the right name for an unknown field, because each dialect has its own name for the same thing.</summary>
internal static class FieldNames
{
    // Each group has the names of one thing in all dialects, then in other video APIs. The names of this gateway's dialects come first.
    private static readonly string[][] Groups =
    [
        ["seconds", "duration", "duration_seconds", "length"],
        ["audio", "generate_audio", "enable_audio", "with_audio", "sound"],
        ["image", "frame_images", "image_input", "first_frame_image", "first_frame", "first_frame_url", "image_url", "input_image", "start_image", "start_frame"],
        ["last_frame", "frame_images", "last_frame_image", "last_frame_url", "last_image", "end_image", "end_frame", "image_tail", "tail_image"],
        ["reference_images", "input_references", "input_reference", "reference_image", "images", "image_urls"],
        ["reference_videos", "input_references", "reference_video", "video_urls", "video_url"],
        ["reference_audios", "input_references", "reference_audio", "audio_urls", "audio_url"],
        ["size", "video_size", "dimensions"],
        ["resolution", "quality", "size"],
        ["aspect_ratio", "ratio", "size"],
        ["prompt", "text", "input"],
        ["callback_url", "webhook_url", "webhook"],
        ["callback_secret", "webhook_secret"],
        ["provider_options", "provider", "extra_body", "parameters"],
    ];

    /// <summary>Returns the unknown name and, in parentheses, the name to use instead if there is one.</summary>
    public static string Describe(string unknown, IReadOnlySet<string> known)
    {
        var normal = NearNames.Normal(unknown);
        var groups = Groups.Where(group => group.Any(name => NearNames.Normal(name) == normal)).ToList();
        var shown = BodyChecks.Shorten(unknown);
        if (groups.Count > 0)
        {
            var others = groups.Select(group => Array.Find(group, known.Contains)).OfType<string>().Distinct().ToList();
            return others.Count == 0 ? shown : $"{shown} (use '{string.Join("' or '", others)}')";
        }

        return NearNames.Of(unknown, known) is [var near, ..] ? $"{shown} (did you mean '{near}'?)" : shown;
    }
}

namespace VideoProxy.Dialects.OpenAi;

/// <summary>The members of a create, and what a form may say of them that JSON says by itself.</summary>
internal static class CreateFields
{
    public static readonly HashSet<string> Known =
    [
        "model", "prompt", "seconds", "size", "audio", "image", "last_frame", "reference_images", "input_reference", "reference_videos",
        "reference_audios", "n", "callback_url", "callback_secret", "callback_signature", "seed", "negative_prompt", "aspect_ratio", "resolution",
        "metadata", "provider_options", "user",
    ];

    /// <summary>The members of a remix.</summary>
    public static readonly HashSet<string> Remix = ["prompt", "callback_url", "callback_secret", "callback_signature", "metadata", "user"];

    /// <summary>The members of an edit, whose source is not in its path.</summary>
    public static readonly HashSet<string> Edit = [.. Remix, "video"];
    public static readonly HashSet<string> Extension = [.. Edit, "seconds"];

    /// <summary>May be given more than once, also as <c>name[]</c> and <c>name[0]</c>.</summary>
    public static readonly HashSet<string> Lists = ["reference_images", "input_reference", "reference_videos", "reference_audios"];

    /// <summary>May be files.</summary>
    public static readonly HashSet<string> Files = ["image", "last_frame", "reference_images", "input_reference", "video"];

    /// <summary>May be objects, so that a text which begins like JSON is JSON.</summary>
    public static readonly HashSet<string> Structured = ["metadata", "provider_options", "image", "last_frame", "video", .. Lists];
}

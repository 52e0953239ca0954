using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Errors;
using VideoProxy.Network;

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

/// <summary>The members that every create of this dialect has, remixes and their like included.</summary>
internal sealed class SharedFields(NetworkRules network)
{
    public CreateRequest Read(FieldReader fields, VideoRequest video) => new(video with { User = fields.Text("user") })
    {
        Dialect = OpenAiRoutes.Dialect,
        CallbackUrl = ReadCallbackUrl(fields),
        CallbackSecret = fields.Text("callback_secret"),
        CallbackSignature = ReadSignature(fields),
        Metadata = fields.Object("metadata"),
    };

    public static string? Prompt(FieldReader fields)
    {
        var prompt = fields.Text("prompt");
        return string.IsNullOrWhiteSpace(prompt) ? fields.Fail<string>("prompt", "is required: describe the video in at least one character") : prompt;
    }

    public static int? Seconds(FieldReader fields)
    {
        var seconds = fields.Integer("seconds", 1, 3600, orText: true);
        // Forms come from OpenAI's SDKs, whose callers may leave it out; clients of LLM Gateway, who send JSON, may not.
        if (seconds is null && !fields.IsForm) fields.Fail<string>("seconds", "is required: the length of the video in whole seconds");
        return (int?)seconds;
    }

    private string? ReadCallbackUrl(FieldReader fields)
    {
        if (fields.Text("callback_url") is not { } url) return null;
        var verdict = network.CheckForeign(url);
        return verdict.Refusal is null ? url : fields.Fail<string>("callback_url", $"cannot be used: {verdict.Refusal}");
    }

    private static string? ReadSignature(FieldReader fields)
    {
        var signature = fields.Text("callback_signature") ?? CallbackSigner.Raw;
        return CallbackSigner.Names.Contains(signature) ? signature : fields.Fail<string>("callback_signature", $"must be one of {string.Join(", ", CallbackSigner.Names)}");
    }
}

/// <summary>Rules between members of a create, each with the fragment that clients of LLM Gateway know.</summary>
internal static class CrossFieldRules
{
    public static ApiError? Check(CreateRequest request)
    {
        var video = request.Video;
        var frames = video.FirstFrame is not null || video.LastFrame is not null;
        var references = video.ReferenceImages.Count + video.ReferenceVideos.Count + video.ReferenceAudios.Count > 0;

        if (string.IsNullOrEmpty(request.CallbackUrl) != string.IsNullOrEmpty(request.CallbackSecret))
            return ApiErrors.InvalidValue(
                request.CallbackUrl is null ? "callback_url" : "callback_secret",
                "callback_url and callback_secret go together: give both or neither.");
        if (request is { CallbackSecret: { } secret, CallbackSignature: { } signature } && CallbackSigner.KeyOf(signature, secret) is null)
            return ApiErrors.InvalidValue("callback_secret", "callback_secret must be base64, after whsec_ or alone, where callback_signature is standard.");
        if (video.LastFrame is not null && video.FirstFrame is null)
            return ApiErrors.InvalidValue("last_frame", "last_frame needs image, the first frame.");
        if (frames && references)
            return ApiErrors.InvalidValue("image", "Frame inputs (image, last_frame) cannot be combined with reference inputs.");
        if (video.Size is not null && (video.Resolution is not null || video.AspectRatio is not null))
            return ApiErrors.InvalidValue("size", "size says resolution and aspect_ratio in one: give size or the other two.");
        return null;
    }
}

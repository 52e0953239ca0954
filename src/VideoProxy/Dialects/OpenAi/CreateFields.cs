using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>The field names of each kind of create. Forms also need to know which fields are lists, files or objects.</summary>
internal static class CreateFields
{
    public static readonly HashSet<string> Known =
    [
        "model", "prompt", "seconds", "size", "audio", "image", "last_frame", "reference_images", "input_reference", "reference_videos",
        "reference_audios", "n", "callback_url", "callback_secret", "callback_signature", "seed", "negative_prompt", "aspect_ratio", "resolution",
        "metadata", "provider_options", "user",
    ];

    /// <summary>The fields of a remix.</summary>
    public static readonly HashSet<string> Remix = ["prompt", "callback_url", "callback_secret", "callback_signature", "metadata", "user"];

    /// <summary>The fields of an edit. The path of an edit does not name the source video, so the field <c>video</c> does.</summary>
    public static readonly HashSet<string> Edit = [.. Remix, "video"];
    public static readonly HashSet<string> Extension = [.. Edit, "seconds"];

    /// <summary>The fields that a form may repeat. Each may also be written as <c>name[]</c> and <c>name[0]</c>.</summary>
    public static readonly HashSet<string> Lists = ["reference_images", "input_reference", "reference_videos", "reference_audios"];

    /// <summary>The fields that may be files.</summary>
    public static readonly HashSet<string> Files = ["image", "last_frame", "reference_images", "input_reference", "video"];

    /// <summary>The fields that may be objects or lists. A form part that starts like JSON is parsed as JSON.</summary>
    public static readonly HashSet<string> Structured = ["metadata", "provider_options", "image", "last_frame", "video", .. Lists];
}

/// <summary>Reads the fields that all creates of this dialect share, including remixes, edits and extensions.</summary>
internal sealed class SharedFields(NetworkRules network)
{
    public CreateRequest Read(FieldReader fields, VideoRequest video)
    {
        var callback = CallbackFields.Read(fields, network);
        return new(video with { User = fields.Text("user", Bounds.User) })
        {
            Dialect = OpenAiRoutes.Dialect,
            CallbackUrl = callback.Url,
            CallbackSecret = callback.Secret,
            CallbackSignature = callback.Signature,
            Metadata = ReadMetadata(fields),
        };
    }

    public static string? Prompt(FieldReader fields)
    {
        var prompt = fields.Text("prompt");
        return string.IsNullOrWhiteSpace(prompt) ? fields.Fail<string>("prompt", "is required. Describe the video in at least one character") : prompt;
    }

    public static int? Seconds(FieldReader fields)
    {
        var seconds = fields.Integer("seconds", 1, 3600, orText: true);
        // Forms come from OpenAI's SDKs, where seconds is optional. JSON bodies follow LLM Gateway, where seconds is required.
        if (seconds is null && !fields.IsForm) fields.Fail<string>("seconds", "is required. Send the length of the video in whole seconds");
        return (int?)seconds;
    }

    private static JsonObject? ReadMetadata(FieldReader fields)
    {
        if (fields.Object("metadata") is not { } metadata) return null;
        return Bounds.MetadataProblem(metadata) is { } problem ? fields.Fail<JsonObject>("metadata", problem) : metadata;
    }
}

/// <summary>The rules between fields of a create. Each message contains the fragment that clients of LLM Gateway match.</summary>
internal static class CrossFieldRules
{
    public static ApiError? Check(CreateRequest request)
    {
        var video = request.Video;
        var frames = video.FirstFrame is not null || video.LastFrame is not null;
        var references = video.ReferenceImages.Count + video.ReferenceVideos.Count + video.ReferenceAudios.Count > 0;

        if (CallbackFields.Check(request.CallbackUrl, request.CallbackSecret, request.CallbackSignature) is { } callback) return callback;
        if (video.LastFrame is not null && video.FirstFrame is null)
            return ApiErrors.InvalidValue("last_frame", "last_frame needs image, the first frame. Send both.");
        if (frames && references)
            return ApiErrors.InvalidValue("image", "Frame inputs (image, last_frame) cannot be combined with reference inputs. Send one kind only.");
        if (video.Size is not null && (video.Resolution is not null || video.AspectRatio is not null))
            return ApiErrors.InvalidValue("size", "size cannot be combined with resolution or aspect_ratio, because it already determines both. Send either size or the other two.");
        return null;
    }
}

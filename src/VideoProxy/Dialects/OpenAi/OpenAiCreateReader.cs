using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Configuration;
using VideoProxy.Network;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Reads the body of <c>POST /v1/videos</c> into the canonical request, or says what is wrong with it.</summary>
internal sealed class OpenAiCreateReader(NetworkRules network)
{
    private const string DefaultModel = "veo-3.1-generate-preview";

    public (CreateRequest? Request, ApiError? Error) Read(CreateBody body)
    {
        if (BodyChecks.Run(body.Fields, CreateFields.Known) is { } wrong) return (null, wrong);
        var fields = new FieldReader(body);
        var request = ReadRequest(fields);
        var error = fields.Error ?? CrossFieldRules.Check(request);
        return error is null ? (request, null) : (null, error);
    }

    private CreateRequest ReadRequest(FieldReader fields)
    {
        var video = ReadVideo(fields);
        fields.Whole("n", 1, 1);
        return new CreateRequest(video)
        {
            Dialect = OpenAiRoutes.Dialect,
            DefaultAudio = true,
            CallbackUrl = ReadCallbackUrl(fields),
            CallbackSecret = fields.Text("callback_secret"),
            CallbackSignature = ReadSignature(fields),
            Metadata = fields.Object("metadata"),
        };
    }

    private VideoRequest ReadVideo(FieldReader fields)
    {
        var media = new MediaReader(fields, network);
        var prompt = fields.Text("prompt");
        if (string.IsNullOrWhiteSpace(prompt)) fields.Fail<string>("prompt", "is required: describe the video in at least one character");
        var seconds = fields.Whole("seconds", 1, 3600, orText: true);
        // Forms come from OpenAI's SDKs, whose callers may leave it out; clients of LLM Gateway, who send JSON, may not.
        if (seconds is null && !fields.IsForm) fields.Fail<string>("seconds", "is required: the length of the video in whole seconds");
        var references = media.Images("reference_images", 9);
        var alias = media.Images("input_reference", 9);
        return new VideoRequest
        {
            Model = fields.Text("model") ?? DefaultModel,
            Prompt = prompt,
            Seconds = (int?)seconds,
            Size = ReadSize(fields),
            Resolution = fields.Text("resolution"),
            AspectRatio = fields.Text("aspect_ratio"),
            Audio = fields.Flag("audio"),
            FirstFrame = media.Image("image"),
            LastFrame = media.Image("last_frame"),
            ReferenceImages = BothGiven(fields, references, alias) ? [] : references.Count > 0 ? references : alias,
            ReferenceVideos = media.Links("reference_videos", "video_url", 3),
            ReferenceAudios = media.Links("reference_audios", "audio_url", 3),
            Seed = fields.Whole("seed", 0, uint.MaxValue),
            NegativePrompt = fields.Text("negative_prompt"),
            ProviderOptions = fields.Object("provider_options") ?? [],
            User = fields.Text("user"),
        };
    }

    private static bool BothGiven(FieldReader fields, IReadOnlyList<MediaInput> references, IReadOnlyList<MediaInput> alias)
    {
        var both = references.Count > 0 && alias.Count > 0;
        if (both) fields.Fail<string>("input_reference", "means the same as reference_images: give one of the two");
        return both;
    }

    private static string? ReadSize(FieldReader fields)
    {
        if (fields.Text("size") is not { } size) return null;
        return FrameSizes.TryParse(size, out _, out _) ? size : fields.Fail<string>("size", "must be WIDTHxHEIGHT, such as 1280x720");
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

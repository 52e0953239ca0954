using VideoProxy.Abstractions;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Reads the body of <c>POST /v1/videos</c> into the canonical request, or returns the first error.</summary>
internal sealed class OpenAiCreateReader(NetworkRules network)
{
    private const string DefaultModel = "veo-3.1-generate-preview";
    private readonly SharedFields _shared = new(network);

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
        fields.Integer("n", 1, 1, orText: true);
        return _shared.Read(fields, video) with { DefaultAudio = true, Names = NamesOf(fields, video) };
    }

    // A single reference becomes the first frame for a model that takes only frames.
    private static ClientNames? NamesOf(FieldReader fields, VideoRequest video)
    {
        if (video.ReferenceImages.Count == 0) return null;
        var field = fields.Find("reference_images") is null ? "input_reference" : "reference_images";
        return new(new Dictionary<string, string> { ["image"] = field, ["reference_images"] = field });
    }

    private VideoRequest ReadVideo(FieldReader fields)
    {
        var media = new MediaReader(fields, network);
        var prompt = SharedFields.Prompt(fields);
        var seconds = SharedFields.Seconds(fields);
        var references = media.Images("reference_images", 9);
        var alias = media.Images("input_reference", 9);
        return new VideoRequest
        {
            Model = fields.Text("model") ?? DefaultModel,
            Prompt = prompt,
            Seconds = seconds,
            Size = ReadSize(fields),
            Resolution = fields.Text("resolution"),
            AspectRatio = fields.Text("aspect_ratio"),
            Audio = fields.Flag("audio"),
            FirstFrame = media.Image("image"),
            LastFrame = media.Image("last_frame"),
            ReferenceImages = BothGiven(fields, references, alias) ? [] : references.Count > 0 ? references : alias,
            ReferenceVideos = media.Links("reference_videos", "video_url", 3),
            ReferenceAudios = media.Links("reference_audios", "audio_url", 3),
            Seed = fields.Integer("seed", 0, uint.MaxValue),
            NegativePrompt = fields.Text("negative_prompt"),
            ProviderOptions = fields.Object("provider_options") ?? [],
        };
    }

    private static bool BothGiven(FieldReader fields, IReadOnlyList<MediaInput> references, IReadOnlyList<MediaInput> alias)
    {
        var both = references.Count > 0 && alias.Count > 0;
        if (both) fields.Fail<string>("input_reference", "is an alias of reference_images. Send only one of the two");
        return both;
    }

    private static string? ReadSize(FieldReader fields)
    {
        if (fields.Text("size") is not { } size) return null;
        return FrameSizes.TryParse(size, out _, out _) ? size : fields.Fail<string>("size", "must be WIDTHxHEIGHT, such as 1280x720");
    }
}

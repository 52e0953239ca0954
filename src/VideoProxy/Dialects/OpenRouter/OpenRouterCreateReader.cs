using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Configuration;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Reads the body of <c>POST /api/v1/videos</c> into the canonical request, or returns the first error.</summary>
internal sealed class OpenRouterCreateReader(NetworkRules network, CallbacksOptions callbacks)
{
    private static readonly HashSet<string> Known =
    [
        "model", "prompt", "duration", "resolution", "aspect_ratio", "size", "frame_images", "input_references", "generate_audio", "seed",
        "callback_url", "provider",
        // OpenRouter's clients also send a name for the end user, and trace data, which is not stored.
        "user", "session_id", "trace",
        // The following fields are known but refused, because no model here supports them.
        "creativity", "upscale_factor", "previous_job_id",
    ];

    private static readonly string[] Resolutions = ["360p", "1K", .. FrameSizes.Resolutions.Select(ModelWriter.Spell)];
    private static readonly string[] Ratios = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21"];

    public (CreateRequest? Request, ApiError? Error) Read(CreateBody body)
    {
        if (BodyChecks.Run(body.Fields, Known) is { } error) return (null, error);
        foreach (var name in (string[])["creativity", "upscale_factor", "previous_job_id"])
        {
            if (body.Fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
                return (null, ApiErrors.Unsupported(name, $"{name} is unsupported, because no model of this gateway accepts it. Remove it."));
        }

        var fields = new FieldReader(body);
        var request = ReadRequest(fields);
        return fields.Error is { } wrong ? (null, wrong) : (request, null);
    }

    private CreateRequest ReadRequest(FieldReader fields)
    {
        var inputs = new InputsReader(fields, new MediaReader(fields, network)).Read();
        var callbackUrl = ReadCallbackUrl(fields) ?? callbacks.Default.Url?.AbsoluteUri;
        return new CreateRequest(ReadVideo(fields, inputs))
        {
            Dialect = OpenRouterRoutes.Dialect,
            DefaultAudio = true,
            CallbackUrl = callbackUrl,
            // The account's secrets are read again at each delivery, so that a rotation also covers callbacks that are still owed.
            CallbackSecret = callbackUrl is null ? null : "",
            CallbackSignature = CallbackSigner.Account,
            Ignored = inputs.Ignored,
            Names = FieldNamesOf(inputs),
        };
    }

    // A single reference becomes the first frame for a model that takes only frames.
    private static ClientNames FieldNamesOf(Inputs inputs) => new(new Dictionary<string, string>
    {
        ["image"] = inputs.Images.Count > 0 ? InputsReader.References : InputsReader.Frames,
        ["last_frame"] = InputsReader.Frames,
        ["reference_images"] = InputsReader.References,
        ["reference_videos"] = InputsReader.References,
        ["reference_audios"] = InputsReader.References,
        ["seconds"] = "duration",
        ["audio"] = "generate_audio",
        [ClientNames.Options] = "provider.options",
    });

    private static VideoRequest ReadVideo(FieldReader fields, Inputs inputs)
    {
        var (size, resolution, ratio) = ReadSize(fields);
        var prompt = fields.Text("prompt");
        if (string.IsNullOrWhiteSpace(prompt)) prompt = null;
        if (prompt is null && inputs.IsEmpty) fields.Fail<string>("prompt", "is required if no media input is given");
        var model = fields.Text("model");
        if (string.IsNullOrEmpty(model)) fields.Fail<string>("model", "is required");
        return new VideoRequest
        {
            Model = model ?? "",
            Prompt = prompt,
            Seconds = (int?)fields.Integer("duration", 1, 3600),
            Size = size,
            Resolution = resolution,
            AspectRatio = ratio,
            Audio = fields.Flag("generate_audio"),
            FirstFrame = inputs.FirstFrame,
            LastFrame = inputs.LastFrame,
            ReferenceImages = inputs.Images,
            ReferenceVideos = inputs.Videos,
            ReferenceAudios = inputs.Audios,
            Seed = fields.Integer("seed", 0, uint.MaxValue),
            ProviderOptions = ReadOptions(fields),
            User = fields.Text("user", Bounds.User),
        };
    }

    /// <summary>Reads the frame size. A client may send size, or resolution and aspect_ratio, or both if they agree.</summary>
    private static (string? Size, string? Resolution, string? Ratio) ReadSize(FieldReader fields)
    {
        var resolution = fields.OneOf("resolution", Resolutions);
        var ratio = fields.OneOf("aspect_ratio", Ratios);
        if (fields.Text("size") is not { } size) return (null, resolution, ratio);
        if (!FrameSizes.TryParse(size, out _, out _)) return (fields.Fail<string>("size", "must be WIDTHxHEIGHT, such as 1280x720"), null, null);
        var agrees = (resolution ?? FrameSizes.ResolutionOf(size)).Equals(FrameSizes.ResolutionOf(size), StringComparison.OrdinalIgnoreCase)
            && (ratio is null || ratio == FrameSizes.AspectRatioOf(size));
        return agrees ? (size, null, null) : (fields.Fail<string>("size", "contradicts resolution or aspect_ratio. Send either size or the other two"), null, null);
    }

    /// <summary>Reads the native parameters by provider id. The catalogue later checks the parameters against the passthrough of the chosen provider.</summary>
    private static JsonObject ReadOptions(FieldReader fields)
    {
        if (fields.Object("provider") is not { } provider) return [];
        if (provider.Select(member => member.Key).FirstOrDefault(name => name != "options") is { } unknown)
            fields.Fail<string>("provider", $"may have only the member options, not {BodyChecks.Shorten(unknown)}");
        if (provider["options"] is not { } options) return [];
        if (options is not JsonObject byProvider || byProvider.Any(entry => entry.Value is not JsonObject))
            return fields.Fail<JsonObject>("provider", "must have an object of options for each provider, such as {\"options\": {\"provider-id\": {…}}}") ?? [];
        return (JsonObject)byProvider.DeepClone();
    }

    private string? ReadCallbackUrl(FieldReader fields)
    {
        if (fields.Text("callback_url") is not { } url) return null;
        // OpenRouter requires https for callbacks, so the stricter rule for media applies, even if the operator allows http.
        var verdict = network.CheckMedia(url);
        return verdict.Refusal is null ? url : fields.Fail<string>("callback_url", $"cannot be used: {verdict.Refusal}");
    }
}

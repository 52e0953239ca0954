using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Dialects.CodeGateway;

/// <summary>Reads the body of <c>POST /v1/video/generate</c>. The model determines which fields are allowed and their types.</summary>
internal sealed class CodeGatewayCreateReader(NetworkRules network)
{
    private const int PromptMax = 2000;
    private const int MaxReferences = 9;
    private const int FramesPerSecond = 24;

    public (CreateRequest? Request, ApiError? Error) Read(CreateBody body)
    {
        var (model, error) = FindModel(body.Fields);
        if (model is null || (error = BodyChecks.Run(body.Fields, model.Fields)) is not null) return (null, error);
        var fields = new FieldReader(body);
        var video = ReadVideo(fields, model);
        error = fields.Error ?? Check(video, model);
        return error is null ? (new CreateRequest(video) { Dialect = CodeGatewayRoutes.Dialect, Names = model.Names }, null) : (null, error);
    }

    private static (GenerateModel? Model, ApiError? Error) FindModel(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, ApiErrors.InvalidValue(null, "The body must be a JSON object."));
        var names = string.Join(", ", GenerateModels.All.Keys);
        if (!body.TryGetProperty("model", out var name) || name.ValueKind != JsonValueKind.String) return (null, ApiErrors.InvalidValue("model", $"model is required. Available models: {names}"));
        return GenerateModels.All.TryGetValue(name.GetString()!, out var model)
            ? (model, null)
            : (null, ApiErrors.ModelNotFound($"The model '{BodyChecks.Shorten(name.GetString()!)}' is not available at this endpoint. Available models: {names}"));
    }

    private VideoRequest ReadVideo(FieldReader fields, GenerateModel model)
    {
        var media = new MediaReader(fields, network);
        fields.Integer("fps", FramesPerSecond, FramesPerSecond);
        return new VideoRequest
        {
            Model = model.Name,
            Prompt = fields.Text("prompt") is { } prompt && !string.IsNullOrWhiteSpace(prompt) ? prompt : null,
            Seconds = ReadSeconds(fields, model),
            Resolution = fields.OneOf("resolution", model.Resolutions) ?? model.Resolutions[0],
            AspectRatio = model.Ratios.Count == 0 ? null : fields.OneOf("aspect_ratio", model.Ratios) ?? model.Ratios[0],
            Audio = fields.Flag("generate_audio"),
            FirstFrame = model.FirstFrameIsBase64 && fields.Find(model.FirstFrame) is { } base64 ? media.Base64(model.FirstFrame, base64) : ReadImage(fields, media, model.FirstFrame),
            LastFrame = ReadImage(fields, media, "last_frame_image"),
            ReferenceImages = [.. fields.Items("reference_images", MaxReferences).Select(item => media.ImageOrBase64("reference_images", item)).OfType<MediaInput>()],
            ReferenceVideos = fields.Find("reference_video") is { } clip && media.Link("reference_video", clip, "url") is { } video ? [video] : [],
            Seed = fields.Integer("seed", 0, uint.MaxValue),
            ProviderOptions = ReadFlags(fields, model),
        };
    }

    private static int? ReadSeconds(FieldReader fields, GenerateModel model)
    {
        if (model.DurationTexts.Count == 0) return (int?)fields.Integer("duration", model.MinSeconds, model.MaxSeconds);
        return fields.OneOf("duration", model.DurationTexts) is { } text ? int.Parse(text.AsSpan(0, text.Length - 1), System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private static MediaInput? ReadImage(FieldReader fields, MediaReader media, string name) =>
        fields.Find(name) is { } value ? media.ImageOrBase64(name, value) : null;

    /// <summary>Reads only the flags that the client sent. The others are omitted because the provider's own defaults match the documented ones.</summary>
    private static JsonObject ReadFlags(FieldReader fields, GenerateModel model)
    {
        var options = new JsonObject();
        foreach (var name in model.Flags)
        {
            if (fields.Flag(name) is { } value) options[name] = value;
        }

        return options;
    }

    private static string FrameOf(VideoRequest video, GenerateModel model) => video.FirstFrame is null ? "last_frame_image" : model.FirstFrame;

    private static ApiError? Check(VideoRequest video, GenerateModel model)
    {
        if (video.Prompt is null && model.NeedsPrompt) return ApiErrors.InvalidValue("prompt", $"prompt is required for {model.Name}");
        if (video.Prompt is null && video.FirstFrame is null) return ApiErrors.InvalidValue("prompt", $"prompt or {model.FirstFrame} is required for {model.Name}");
        if (video.Prompt is { } prompt && TextLength.Exceeds(prompt, PromptMax)) return ApiErrors.InvalidValue("prompt", $"prompt exceeds {PromptMax} chars");
        return (video.FirstFrame ?? video.LastFrame) is not null && video.ReferenceImages.Count + video.ReferenceVideos.Count > 0
            ? ApiErrors.InvalidValue(FrameOf(video, model), $"{FrameOf(video, model)} cannot be combined with reference_images or reference_video")
            : null;
    }
}

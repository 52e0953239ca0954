using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Errors;
using VideoProxy.Network;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Reads the bodies of <c>POST /v1/videos/{id}/remix</c>, <c>/v1/videos/edits</c> and <c>/v1/videos/extensions</c>.</summary>
internal sealed class RemakeReader(NetworkRules network)
{
    private readonly SharedFields _shared = new(network);

    public IEnumerable<CreateCall> Calls =>
    [
        new("remix", OpenAiRoutes.Remix, body => Read(body, RemakeKind.Remix, CreateFields.Remix)) { FormFields = CreateFields.Remix },
        new("edits", OpenAiRoutes.Edits, body => Read(body, RemakeKind.Edit, CreateFields.Edit)) { FormFields = CreateFields.Edit },
        new("extensions", OpenAiRoutes.Extensions, body => Read(body, RemakeKind.Extension, CreateFields.Extension)) { FormFields = CreateFields.Extension },
    ];

    private (CreateRequest? Request, ApiError? Error) Read(CreateBody body, RemakeKind kind, IReadOnlySet<string> known)
    {
        if (BodyChecks.Run(body.Fields, known) is { } wrong) return (null, wrong);
        var fields = new FieldReader(body);
        var (source, missing) = kind == RemakeKind.Remix ? (body.PathId, null) : FindSource(fields);
        if (missing is not null) return (null, missing);
        // The model is left empty, because the source video determines it and has not been looked up yet.
        var request = _shared.Read(fields, new VideoRequest
        {
            Model = "",
            Prompt = SharedFields.Prompt(fields),
            Seconds = kind == RemakeKind.Extension ? SharedFields.Seconds(fields) : null,
        });
        var error = fields.Error ?? CrossFieldRules.Check(request);
        return error is null ? (request with { Source = new SourceVideo(kind, source!) }, null) : (null, error);
    }

    private static (string? Id, ApiError? Missing) FindSource(FieldReader fields)
    {
        if (fields.TryGetFile("video", 0, out _))
            return (null, ApiErrors.Unsupported("video", "Uploaded videos are unsupported, because no provider here accepts a video that was generated elsewhere. Send video as {\"id\": \"video_…\"} with the id of a video that this gateway has generated."));
        if (fields.Find("video") is not { } video)
            return (null, ApiErrors.Unsupported("video", "video is required. Send video as {\"id\": \"video_…\"} with the id of a video that this gateway has generated."));
        return video.ValueKind == JsonValueKind.Object && video.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && video.GetPropertyCount() == 1
            ? (id.GetString(), null)
            : (null, ApiErrors.InvalidValue("video", "video must be an object with the id of a video and no other members, such as {\"id\": \"video_…\"}."));
    }
}

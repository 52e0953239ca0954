using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using VideoProxy.Abstractions;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>A parsed create: the canonical video request and the client's callback settings.</summary>
internal sealed record CreateRequest(VideoRequest Video)
{
    public required string Dialect { get; init; }

    /// <summary>The source video of a remix, edit or extension, which determines the model and the provider. Null for a plain create.</summary>
    public SourceVideo? Source { get; init; }
    public string? CallbackUrl { get; init; }
    public string? CallbackSecret { get; init; }
    public string? CallbackSignature { get; init; }
    public JsonObject? Metadata { get; init; }

    /// <summary>The fields that the dialect accepts but ignores.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>The client's names of the fields, for errors that are found after parsing. Null if they are the canonical names.</summary>
    [JsonIgnore]
    public ClientNames? Names { get; init; }

    /// <summary>The audio setting to use if the client omits it and the offering supports both.</summary>
    public bool DefaultAudio { get; init; }
}

/// <summary>A request feature that releases the memory of a create whose answer waits for the video.</summary>
internal delegate void ReleaseCreate();

/// <summary>The source video of a remix, edit or extension.</summary>
/// <param name="Kind">Whether to remix, edit or extend the source.</param>
/// <param name="VideoId">The job id of the source.</param>
internal sealed record SourceVideo(RemakeKind Kind, string VideoId);

/// <summary>The fields of a create, from JSON or from a form. In a form, numbers and flags are strings, and images may be files.</summary>
internal sealed record CreateBody(JsonElement Fields)
{
    public bool IsForm { get; init; }

    /// <summary>The video id from the path, or null if the path has none.</summary>
    public string? PathId { get; init; }

    /// <summary>The files and data URLs of a form, by field name and list index. The field's JSON value is null.</summary>
    public IReadOnlyDictionary<(string Field, int Index), ReadOnlyMemory<byte>> Files { get; init; } =
        FrozenDictionary<(string, int), ReadOnlyMemory<byte>>.Empty;
}

/// <summary>A call of a dialect that creates a job.</summary>
/// <param name="Name">The name of the call, unique in its dialect.</param>
/// <param name="Path">The route.</param>
/// <param name="Read">Parses a body into the canonical request, or returns the error.</param>
internal sealed record CreateCall(string Name, string Path, Func<CreateBody, (CreateRequest? Request, ApiError? Error)> Read)
{
    /// <summary>The fields that a form may have. If null, the call accepts only JSON.</summary>
    public IReadOnlySet<string>? FormFields { get; init; }
}

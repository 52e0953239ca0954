using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>A create as its dialect read it: the canonical video, and what the client wants to be told.</summary>
internal sealed record CreateRequest(VideoRequest Video)
{
    public required string Dialect { get; init; }

    /// <summary>Null for a plain create. Which model and provider it goes to is then the source's matter.</summary>
    public SourceVideo? Source { get; init; }
    public string? CallbackUrl { get; init; }
    public string? CallbackSecret { get; init; }
    public string? CallbackSignature { get; init; }
    public JsonObject? Metadata { get; init; }

    /// <summary>Members that the dialect takes without using them.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>What omitted audio means where it can be chosen.</summary>
    public bool DefaultAudio { get; init; }
}

/// <summary>A request feature: releases the memory of a create whose answer waits for the video.</summary>
internal delegate void ReleaseCreate();

/// <summary>The video that a client wants another one made of.</summary>
/// <param name="Kind">What is to be made of it.</param>
/// <param name="VideoId">Its id as the client knows it.</param>
internal sealed record SourceVideo(RemakeKind Kind, string VideoId);

/// <summary>The members of a create, from JSON or from a form. In a form numbers and flags are text, and images may be files.</summary>
internal sealed record CreateBody(JsonElement Fields)
{
    public bool IsForm { get; init; }

    /// <summary>The id in the path, where the call has one.</summary>
    public string? PathId { get; init; }

    /// <summary>The files and data URLs of a form by field and place in its list; the member itself is null there.</summary>
    public IReadOnlyDictionary<(string Field, int Index), ReadOnlyMemory<byte>> Files { get; init; } =
        FrozenDictionary<(string, int), ReadOnlyMemory<byte>>.Empty;
}

/// <summary>A call of a dialect that makes a job.</summary>
/// <param name="Name">Tells it from the dialect's other ones.</param>
/// <param name="Path">The route.</param>
/// <param name="Read">Makes the canonical request of a body, or says what is wrong with it.</param>
internal sealed record CreateCall(string Name, string Path, Func<CreateBody, (CreateRequest? Request, ApiError? Error)> Read)
{
    /// <summary>The members that a form may have; null: it takes JSON only.</summary>
    public IReadOnlySet<string>? FormFields { get; init; }
}

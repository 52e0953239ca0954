using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

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

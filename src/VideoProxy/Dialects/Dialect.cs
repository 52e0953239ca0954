using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects;

/// <summary>A public API shape as a value: where its calls are, how its creates are read, how answers, errors and callbacks are written.</summary>
internal sealed record Dialect
{
    public required string Name { get; init; }

    /// <summary>Every path below it gets this dialect's error envelope.</summary>
    public required PathString Prefix { get; init; }

    /// <summary>The calls that make jobs, the plain create first.</summary>
    public required IReadOnlyList<CreateCall> Creates { get; init; }

    /// <summary>Null: its videos are fetched through another dialect's links.</summary>
    public string? ContentPath { get; init; }

    /// <summary>What the dialect makes of a video for one offering; null where offerings do not differ.</summary>
    public Func<VideoRequest, Offering, VideoRequest>? Fit { get; init; }

    /// <summary>Answers a create whose job was made, now or by the same request before.</summary>
    public required Func<HttpContext, Job, Task> AnswerCreateAsync { get; init; }
    public required Func<HttpContext, ApiError, Task> WriteErrorAsync { get; init; }

    /// <summary>The variant of the video that a download asks for; null when there can be no such one.</summary>
    public Func<IQueryCollection, string?> VariantOf { get; init; } = _ => null;

    /// <summary>The body owed for a job of this dialect.</summary>
    public Func<CallbackRow, Job, CancellationToken, Task<ReadOnlyMemory<byte>>>? WriteCallbackAsync { get; init; }
}

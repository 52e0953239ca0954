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
    public Func<VideoRequest, Offering, VideoRequest>? Adapt { get; init; }

    /// <summary>Answers a create whose job was made, now or by the same request before.</summary>
    public required Func<HttpContext, Job, Task> AnswerCreateAsync { get; init; }
    public required Func<HttpContext, ApiError, Task> WriteErrorAsync { get; init; }

    /// <summary>The variant of the video that a download asks for; null when there can be no such one.</summary>
    public Func<IQueryCollection, string?> VariantOf { get; init; } = _ => null;

    /// <summary>The body owed for a job of this dialect.</summary>
    public Func<CallbackRow, Job, CancellationToken, Task<ReadOnlyMemory<byte>>>? WriteCallbackAsync { get; init; }
}

/// <summary>All dialects, found by the path of a request or by the name that a job keeps.</summary>
internal sealed class DialectRegistry(IEnumerable<Dialect> dialects)
{
    // The longest prefix first: /v1/video/generate is not the openai dialect's.
    private readonly Dialect[] _all = [.. dialects.OrderByDescending(dialect => dialect.Prefix.Value!.Length)];

    public IReadOnlyList<Dialect> All => _all;

    /// <summary>Null for a path that is none of ours.</summary>
    public Dialect? Find(PathString path) => Array.Find(_all, dialect => path.StartsWithSegments(dialect.Prefix));

    public Dialect ByName(string name) =>
        Array.Find(_all, dialect => dialect.Name == name) ?? throw new InvalidOperationException($"There is no dialect '{name}'.");
}

internal static class DialectExtensions
{
    /// <summary>The dialect that a request speaks; the openai dialect where its path belongs to none.</summary>
    public static Dialect Dialect(this HttpContext context)
    {
        var dialects = context.RequestServices.GetRequiredService<DialectRegistry>();
        return dialects.Find(context.Request.Path) ?? dialects.ByName(OpenAi.OpenAiRoutes.Dialect);
    }

    /// <summary>Answers with an error in the envelope of the dialect that the request speaks.</summary>
    public static Task WriteErrorAsync(this HttpContext context, ApiError error) => context.Dialect().WriteErrorAsync(context, error);
}

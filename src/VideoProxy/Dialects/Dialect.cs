using VideoProxy.Abstractions;
using VideoProxy.Callbacks;
using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects;

/// <summary>A public API shape: its paths, and the functions that read its creates and write its answers, errors and callbacks.</summary>
internal sealed record Dialect
{
    public required string Name { get; init; }

    /// <summary>The path prefix of the dialect. Errors on all paths below it use this dialect's envelope.</summary>
    public required PathString Prefix { get; init; }

    /// <summary>The calls that create jobs. The plain create comes first.</summary>
    public required IReadOnlyList<CreateCall> Creates { get; init; }

    /// <summary>The content route. If null, the dialect's answers link to the content route of another dialect.</summary>
    public string? ContentPath { get; init; }

    /// <summary>Adapts a request to one offering. If null, every offering gets the same request.</summary>
    public Func<VideoRequest, Offering, VideoRequest>? Adapt { get; init; }

    /// <summary>Writes the answer to a create with its job, which this request or an earlier identical request has created.</summary>
    public required Func<HttpContext, Job, Task> AnswerCreateAsync { get; init; }
    public required Func<HttpContext, ApiError, Task> WriteErrorAsync { get; init; }

    /// <summary>Returns the variant of the video that a download asks for, or null if the dialect has no such variant.</summary>
    public Func<IQueryCollection, string?> VariantOf { get; init; } = _ => null;

    /// <summary>Builds the body of a callback. Null if the dialect does not support callbacks.</summary>
    public Func<CallbackRow, Job, CancellationToken, Task<ReadOnlyMemory<byte>>>? WriteCallbackAsync { get; init; }
}

/// <summary>The set of all dialects, with look-ups by request path and by the name that a job stores.</summary>
internal sealed class DialectRegistry(IEnumerable<Dialect> dialects)
{
    // The longest prefix comes first, because /v1/video/generate belongs to codegateway although /v1 is the prefix of openai.
    private readonly Dialect[] _all = [.. dialects.OrderByDescending(dialect => dialect.Prefix.Value!.Length)];

    public IReadOnlyList<Dialect> All => _all;

    /// <summary>Returns the dialect of a path, or null if no dialect has this path.</summary>
    public Dialect? Find(PathString path) => Array.Find(_all, dialect => path.StartsWithSegments(dialect.Prefix));

    public Dialect ByName(string name) =>
        Array.Find(_all, dialect => dialect.Name == name) ?? throw new InvalidOperationException($"The dialect '{name}' does not exist.");
}

internal static class DialectExtensions
{
    /// <summary>Returns the dialect of the request's path, or the openai dialect if no dialect has this path.</summary>
    public static Dialect Dialect(this HttpContext context)
    {
        var dialects = context.RequestServices.GetRequiredService<DialectRegistry>();
        return dialects.Find(context.Request.Path) ?? dialects.ByName(OpenAi.OpenAiRoutes.Dialect);
    }

    /// <summary>Writes an error in the envelope of the request's dialect.</summary>
    public static Task WriteErrorAsync(this HttpContext context, ApiError error) => context.Dialect().WriteErrorAsync(context, error);
}

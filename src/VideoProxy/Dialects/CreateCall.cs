using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>A call of a dialect that makes a job.</summary>
/// <param name="Name">Tells it from the dialect's other ones.</param>
/// <param name="Path">The route.</param>
/// <param name="Read">Makes the canonical request of a body, or says what is wrong with it.</param>
internal sealed record CreateCall(string Name, string Path, Func<CreateBody, (CreateRequest? Request, ApiError? Error)> Read)
{
    /// <summary>The members that a form may have; null: it takes JSON only.</summary>
    public IReadOnlySet<string>? FormFields { get; init; }
}

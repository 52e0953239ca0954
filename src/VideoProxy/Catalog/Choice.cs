using VideoProxy.Errors;

namespace VideoProxy.Catalog;

/// <summary>The offerings to try, best first, or why there is none.</summary>
internal sealed record Choice(IReadOnlyList<Candidate> Candidates, ApiError? Error)
{
    /// <summary>The client named its provider: the job is not moved to another one.</summary>
    public bool IsPinned { get; init; }

    public static Choice Refused(ApiError error) => new([], error);
}

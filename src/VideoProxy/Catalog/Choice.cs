using VideoProxy.Dialects;

namespace VideoProxy.Catalog;

/// <summary>The offerings to try, best first, or why there is none.</summary>
internal sealed record Choice(IReadOnlyList<Candidate> Candidates, ApiError? Error)
{
    public static Choice Refused(ApiError error) => new([], error);
}

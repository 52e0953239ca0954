using WireMock;
using WireMock.Matchers;
using WireMock.Matchers.Request;

namespace VideoProxy.Testing;

/// <summary>The request of a mapping: all the conditions that a call must meet.</summary>
/// <param name="Name">What messages call the mapping.</param>
/// <param name="Conditions">In the order in which they are checked. The first one that is not met ends the check, because a run has hundreds of stubs.</param>
internal sealed record Stub(string Name, IReadOnlyList<StubCondition> Conditions) : IRequestMatcher
{
    public double GetMatchingScore(IRequestMessage requestMessage, IRequestMatchResult requestMatchResult) =>
        requestMatchResult.AddScore(typeof(Stub), MatchScores.ToScore(Conditions.All(condition => condition.IsMetBy(requestMessage))), null);

    /// <summary>Returns how many conditions the call does not meet, and what it has instead.</summary>
    public (int Unmet, IReadOnlyList<string> Differences) DistanceTo(IRequestMessage call)
    {
        var unmet = Conditions.Where(condition => !condition.IsMetBy(call)).ToList();
        return (unmet.Count, unmet.Count == 0 ? ["the call fits, but it came out of order"] : [.. unmet.SelectMany(condition => condition.Explain(call))]);
    }
}

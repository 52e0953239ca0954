using WireMock;
using WireMock.Matchers;
using WireMock.Matchers.Request;

namespace VideoProxy.Testing;

/// <summary>One condition that a stub sets for a call.</summary>
/// <param name="Matcher">How WireMock.Net checks the condition.</param>
/// <param name="Explain">Returns what a call has instead. Only called for a call that does not meet the condition.</param>
internal sealed record StubCondition(IRequestMatcher Matcher, Func<IRequestMessage, IEnumerable<string>> Explain)
{
    public bool IsMetBy(IRequestMessage call) => MatchScores.IsPerfect(Matcher.GetMatchingScore(call, new RequestMatchResult()));
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>One row of <c>states</c>.</summary>
/// <param name="Http">The status that it is for; null = any.</param>
/// <param name="When">What must all hold.</param>
/// <param name="Is">What the reply then means; null where <paramref name="Then"/> is set.</param>
/// <param name="Then">The operation to go on with.</param>
/// <param name="Fault">Why it failed.</param>
/// <param name="Video">Where the link to the video is; the first that is there.</param>
internal sealed record ReplyState(int? Http, IReadOnlyList<Condition> When, string? Is, string? Then, FaultKind? Fault, IReadOnlyList<string> Video)
{
    /// <summary>Whether a job is over by it: with a link that the reply should hold, or without any.</summary>
    public bool EndsJob => Video.Count > 0 || Is is "failed" or "canceled" or "expired";

    public bool Matches(ProviderReply reply) => (Http is null || Http == reply.Status) && When.All(condition => condition.Holds(reply));
}

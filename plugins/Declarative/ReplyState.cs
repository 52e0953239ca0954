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
    // A 2xx without JSON may be anybody's page: it ends no task.
    private bool EndsTask => Video.Count > 0 || Is is "failed" or "canceled" or "expired";

    public bool Matches(ProviderReply reply) =>
        (Http is null || Http == reply.Status) && When.All(condition => condition.Holds(reply)) && (reply is not { IsSuccess: true, Json: null } || !EndsTask);
}

using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>One entry of <c>states</c>.</summary>
/// <param name="Http">The HTTP status of the reply, or null for any status.</param>
/// <param name="When">The conditions. All of them must hold.</param>
/// <param name="Is">The meaning of the reply, or null if <paramref name="Then"/> is set.</param>
/// <param name="Then">The operation to call next.</param>
/// <param name="Fault">The kind of fault, if the reply is a failure.</param>
/// <param name="Video">The JSON Pointers to the video's link. The first one that finds a link counts.</param>
internal sealed record ReplyState(int? Http, IReadOnlyList<Condition> When, string? Is, string? Then, FaultKind? Fault, IReadOnlyList<string> Video)
{
    /// <summary>Whether this state ends a job, either with a link from the reply or without a video.</summary>
    public bool EndsJob => Video.Count > 0 || Is is "failed" or "canceled" or "expired";

    public bool Matches(ProviderReply reply) => (Http is null || Http == reply.Status) && When.All(condition => condition.Holds(reply));
}

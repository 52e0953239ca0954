using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Declarative;

/// <summary>One row of <c>states</c>.</summary>
/// <param name="Http">The status that it is for; null = any.</param>
/// <param name="When">What must stand where; a null constant means that anything may, as long as it is there.</param>
/// <param name="Is">What the reply then means; null where <paramref name="Then"/> is set.</param>
/// <param name="Then">The operation to go on with.</param>
/// <param name="Fault">Why it failed.</param>
/// <param name="Video">Where the link to the video is; the first that is there.</param>
internal sealed record ReplyState(
    int? Http, IReadOnlyDictionary<string, JsonNode?> When, string? Is, string? Then, FaultKind? Fault, IReadOnlyList<string> Video)
{
    public bool Matches(ProviderReply reply) =>
        (Http is null || Http == reply.Status) && When.All(condition => Holds(Pointer.Find(reply.Json, condition.Key), condition.Value));

    private static bool Holds(JsonElement? found, JsonNode? constant) =>
        found is { } value && (constant is null || (value.ValueKind == constant.GetValueKind() && Pointer.TextOf(value) == Template.TextOf(constant)));
}

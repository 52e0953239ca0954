using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>The content of a provider's notification.</summary>
/// <param name="UpstreamId">
/// The task's id, or null when the notification names none. If the reply to the attempt's submit was lost, the host adopts this id
/// after a poll has confirmed it.
/// </param>
/// <param name="Answer">
/// The JSON body with which the host answers, such as the reply to a challenge. With an answer, the host does not poll. With
/// null, the host answers with an empty 200 and polls.
/// </param>
public sealed record Notification(string? UpstreamId, JsonNode? Answer = null);

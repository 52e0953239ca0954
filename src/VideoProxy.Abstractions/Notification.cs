using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>What a notification says.</summary>
/// <param name="UpstreamId">
/// The task's id, where it is named. For an attempt whose submit had no answer the host takes it after a poll has confirmed it.
/// </param>
/// <param name="Answer">What the provider wants to be answered, such as a challenge; null = an empty 200.</param>
public sealed record Notification(string? UpstreamId, JsonNode? Answer = null);

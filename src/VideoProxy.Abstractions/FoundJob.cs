namespace VideoProxy.Abstractions;

/// <summary>A task from a provider's list of tasks.</summary>
/// <param name="UpstreamId">The provider's id of the task.</param>
/// <param name="CreatedAt">The time at which the provider created the task, by the provider's clock.</param>
public sealed record FoundJob(string UpstreamId, DateTimeOffset CreatedAt);

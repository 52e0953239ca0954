namespace VideoProxy.Abstractions;

/// <summary>A task that a provider lists.</summary>
/// <param name="UpstreamId">The provider's own id of the task.</param>
/// <param name="CreatedAt">When the provider made it, by its own clock.</param>
public sealed record FoundJob(string UpstreamId, DateTimeOffset CreatedAt);

using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>A reply, or why there is none.</summary>
internal sealed record ProviderAnswer(ProviderReply? Reply, string? Failure);

namespace VideoProxy.Abstractions;

/// <summary>The finished video from which a new video is made. The new job runs at the provider and destination that made the source.</summary>
/// <param name="Kind">The way in which the new video is made.</param>
/// <param name="UpstreamId">The provider's id of the source.</param>
public sealed record VideoSource(RemakeKind Kind, string UpstreamId);

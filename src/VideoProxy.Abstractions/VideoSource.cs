namespace VideoProxy.Abstractions;

/// <summary>The finished video that a job starts from; its provider and destination are those of the job.</summary>
/// <param name="Kind">What is to be made of it.</param>
/// <param name="UpstreamId">The provider's own id of it.</param>
public sealed record VideoSource(RemakeKind Kind, string UpstreamId);

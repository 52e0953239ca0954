using VideoProxy.Abstractions;

namespace VideoProxy.Dialects;

/// <summary>The video that a client wants another one made of.</summary>
/// <param name="Kind">What is to be made of it.</param>
/// <param name="VideoId">Its id as the client knows it.</param>
internal sealed record SourceVideo(RemakeKind Kind, string VideoId);

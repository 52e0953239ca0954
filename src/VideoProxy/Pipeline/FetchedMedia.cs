using VideoProxy.Abstractions;

namespace VideoProxy.Pipeline;

/// <summary>A request feature: the images that were fetched for it, by the link that the client gave.</summary>
internal sealed class FetchedMedia : Dictionary<MediaInput, MediaInput>;

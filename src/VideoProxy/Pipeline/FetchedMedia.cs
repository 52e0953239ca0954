using VideoProxy.Abstractions;

namespace VideoProxy.Pipeline;

/// <summary>The images that were fetched for a request, whose feature it is, by the link that the client gave.</summary>
internal sealed class FetchedMedia : Dictionary<MediaInput, MediaInput>;

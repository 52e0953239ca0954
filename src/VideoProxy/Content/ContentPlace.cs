using VideoProxy.Abstractions;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>Where a finished job's bytes are: the cluster to forward to and the request to send there.</summary>
internal sealed record ContentPlace(string Cluster, NativeRequest? Request)
{
    /// <summary>Nobody can be asked for them.</summary>
    public static readonly ContentPlace Nowhere = new("", null);

    /// <summary>Set where they are base64 inside the reply.</summary>
    public InlineVideo? Inline { get; init; }

    /// <summary>The destination and what the request is authorised with; null for foreign places.</summary>
    public ProviderDestination? Destination { get; init; }
    public Access? Access { get; init; }
}

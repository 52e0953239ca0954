using VideoProxy.Abstractions;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>The cluster to forward a download to and the request to send there.</summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="Request">Null when a link or a token had to be asked for and there was none.</param>
internal sealed record FoundContent(string Cluster, NativeRequest? Request)
{
    /// <summary>Nobody can be asked for them.</summary>
    public static readonly FoundContent Nowhere = new("", null);

    /// <summary>The provider said that there will be no link any more.</summary>
    public bool IsGone { get; init; }

    /// <summary>The link was given for a while: one that has died can be asked for again.</summary>
    public bool IsRenewable { get; init; }

    /// <summary>Set where the bytes are base64 inside the reply.</summary>
    public InlineVideo? Inline { get; init; }

    /// <summary>The destination and what the request is authorised with; null for foreign places.</summary>
    public ProviderDestination? Destination { get; init; }
    public Access? Access { get; init; }
}

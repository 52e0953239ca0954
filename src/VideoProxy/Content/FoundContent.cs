using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>The cluster to forward a download to and the request to send there.</summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="Request">Null when a link had to be asked for and there was none.</param>
internal sealed record FoundContent(string Cluster, NativeRequest? Request)
{
    /// <summary>The provider said that there will be no link any more.</summary>
    public bool IsGone { get; init; }

    /// <summary>The link was given for a while: one that has died can be asked for again.</summary>
    public bool IsRenewable { get; init; }
}

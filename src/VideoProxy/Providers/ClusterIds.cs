namespace VideoProxy.Providers;

/// <summary>The ids of the YARP clusters: one for each destination, and one for the foreign URLs that providers reply with.</summary>
internal static class ClusterIds
{
    /// <summary>Result URLs. The cluster connects through the guarded connector.</summary>
    public const string Foreign = "videoproxy/foreign";

    public static string Of(string provider, string destination) => $"videoproxy/{provider}/{destination}";
}

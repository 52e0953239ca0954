using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Paths below a destination's addresses.</summary>
internal static class GoogleVertexPaths
{
    private const string Api = "/v1";

    /// <summary>The API's own path, or nothing where the address ends with it already: both ways of giving an address are common.</summary>
    public static string Below(ProviderDestination destination, string address, string api) =>
        destination.Addresses.TryGetValue(address, out var url) && url.EndsWith(api, StringComparison.Ordinal) ? "" : api;

    public static string Model(ProviderJob job, string project, string location, string method) =>
        $"{Below(job.Destination, ProviderCall.MainAddress, Api)}/projects/{Uri.EscapeDataString(project)}/locations/{Uri.EscapeDataString(location)}"
        + $"/publishers/google/models/{Uri.EscapeDataString(job.Offering.Upstream)}:{method}";
}

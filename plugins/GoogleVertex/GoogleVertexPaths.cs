using VideoProxy.Abstractions;

namespace VideoProxy.Providers.GoogleVertex;

/// <summary>Builds paths below the addresses of a destination.</summary>
internal static class GoogleVertexPaths
{
    private const string Api = "/v1";

    /// <summary>Returns the API's path, or nothing if the address already ends with it. Operators write addresses with and without this path.</summary>
    public static string ApiPath(ProviderDestination destination, string address, string api) =>
        destination.Addresses.TryGetValue(address, out var url) && url.EndsWith(api, StringComparison.Ordinal) ? "" : api;

    public static string Model(ProviderJob job, string project, string location, string method) =>
        $"{ApiPath(job.Destination, ProviderCall.MainAddress, Api)}/projects/{Uri.EscapeDataString(project)}/locations/{Uri.EscapeDataString(location)}"
        + $"/publishers/google/models/{Uri.EscapeDataString(job.Offering.Upstream)}:{method}";
}

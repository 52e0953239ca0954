using VideoProxy.Abstractions;

namespace VideoProxy.Providers.Gemini;

/// <summary>Builds paths below the destination's address. The address may or may not end with the API version.</summary>
internal static class GeminiPaths
{
    private const string Api = "/v1beta";

    public static string Models(ProviderDestination destination) => Version(destination) + "/models?pageSize=1";

    public static string Interactions(ProviderJob job) => Version(job.Destination) + "/interactions";

    public static string Interaction(ProviderJob job) => $"{Interactions(job)}/{Uri.EscapeDataString(job.UpstreamId!)}";

    /// <summary>
    /// Returns where a video can be downloaded. A file on the API's own host requires the key, and the gateway follows
    /// redirects from there without the key. A link to any other host never receives the key.
    /// </summary>
    public static ContentLocation File(ProviderJob job, string uri)
    {
        var isOwn = Uri.TryCreate(uri, UriKind.Absolute, out var file)
            && Uri.Compare(file, new Uri(job.Destination.Addresses[ProviderCall.MainAddress]), UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
        return isOwn ? new ContentLocation.Bytes(new ProviderCall("GET", AsMedia(uri))) : new ContentLocation.Url(uri);
    }

    private static string Version(ProviderDestination destination) =>
        destination.Addresses[ProviderCall.MainAddress].EndsWith(Api, StringComparison.Ordinal) ? "" : Api;

    private static string AsMedia(string uri) =>
        uri.Contains("alt=media", StringComparison.Ordinal) ? uri : uri + (uri.Contains('?', StringComparison.Ordinal) ? "&alt=media" : "?alt=media");
}

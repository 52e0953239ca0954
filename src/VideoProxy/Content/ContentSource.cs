using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Pipeline;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>Finds where a finished job's bytes are: the cluster to forward to and the request to send there.</summary>
internal sealed class ContentSource(JobStore jobs, ProviderRegistry providers)
{
    /// <summary>Null when the attempt has no such variant or its provider has left the configuration.</summary>
    public async Task<(string Cluster, NativeRequest Request)?> FindAsync(Job job, string variant, CancellationToken cancel)
    {
        var attempt = await jobs.FindAttemptAsync(job.AttemptId, cancel);
        if (attempt?.Content is null) return null;
        var locations = JsonSerializer.Deserialize<Dictionary<string, ContentLocation>>(attempt.Content)!;
        return locations.GetValueOrDefault(variant) switch
        {
            ContentLocation.Url url when Foreign(url.Address) is { } request => (ProviderProxyConfig.ForeignCluster, request),
            ContentLocation.Bytes bytes => await OwnAsync(attempt, bytes.Call),
            _ => null,
        };
    }

    /// <summary>A request without any credentials; null when it is no absolute URL.</summary>
    public static NativeRequest? Foreign(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        ? new NativeRequest(HttpMethod.Get, url, new Dictionary<string, string> { ["User-Agent"] = "VideoProxy" }, null, null)
        : null;

    private async Task<(string, NativeRequest)?> OwnAsync(Attempt attempt, ProviderCall call)
    {
        if (providers.Find(attempt.Provider) is not { } provider || provider.FindDestination(attempt.Destination) is not { } destination) return null;
        var request = await NativeRequest.BuildAsync(provider.Translator, destination, call);
        return request is null ? null : (ProviderProxyConfig.ClusterId(attempt.Provider, attempt.Destination), request);
    }
}

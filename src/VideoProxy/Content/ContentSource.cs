using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Pipeline;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>Finds where a finished job's bytes are: the cluster to forward to and the request to send there.</summary>
internal sealed class ContentSource(JobStore jobs, ProviderRegistry providers, RenewableLinks links)
{
    /// <summary>Null when the attempt has no such variant or its provider has left the configuration.</summary>
    public async Task<FoundContent?> FindAsync(Job job, string variant, bool renew, CancellationToken cancel)
    {
        var attempt = await jobs.FindAttemptAsync(job.AttemptId, cancel);
        if (attempt?.Content is null) return null;
        var locations = JsonSerializer.Deserialize<Dictionary<string, ContentLocation>>(attempt.Content)!;
        return locations.GetValueOrDefault(variant) switch
        {
            ContentLocation.Url url when Foreign(url.Address) is { } request => new(ProviderProxyConfig.ForeignCluster, request),
            ContentLocation.Bytes bytes => await OwnAsync(attempt, bytes.Call),
            ContentLocation.UrlInside inside => await AskAsync(attempt, variant, inside, renew, cancel),
            _ => null,
        };
    }

    /// <summary>A request without any credentials; null when it is no absolute URL.</summary>
    public static NativeRequest? Foreign(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        ? new NativeRequest(HttpMethod.Get, url, new Dictionary<string, string> { ["User-Agent"] = "VideoProxy" }, null, null)
        : null;

    private async Task<FoundContent?> OwnAsync(Attempt attempt, ProviderCall call)
    {
        if (providers.Find(attempt.Provider) is not { } provider || provider.FindDestination(attempt.Destination) is not { } destination) return null;
        var request = await NativeRequest.BuildAsync(provider.Translator, destination, call);
        return request is null ? null : new(ProviderProxyConfig.ClusterId(attempt.Provider, attempt.Destination), request);
    }

    private async Task<FoundContent?> AskAsync(Attempt attempt, string variant, ContentLocation.UrlInside location, bool renew, CancellationToken cancel)
    {
        if (providers.Find(attempt.Provider) is not { } provider || provider.FindDestination(attempt.Destination) is not { } destination) return null;
        var (link, isGone) = await links.FindAsync($"{attempt.Id}/{variant}", provider, destination, location, renew, cancel);
        return new(ProviderProxyConfig.ForeignCluster, link is null ? null : Foreign(link)) { IsGone = isGone, IsRenewable = link is not null };
    }
}

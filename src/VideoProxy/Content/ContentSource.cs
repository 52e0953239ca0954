using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Pipeline;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>Finds where a finished job's bytes are.</summary>
internal sealed class ContentSource(JobStore jobs, ProviderRegistry providers, Tokens tokens)
{
    /// <summary>Null when the attempt has no such variant or its provider has left the configuration; no request when it cannot be asked.</summary>
    public async Task<ContentPlace?> FindAsync(Job job, string variant, CancellationToken cancel)
    {
        var attempt = await jobs.FindAttemptAsync(job.AttemptId, cancel);
        if (attempt?.Content is null) return null;
        var locations = JsonSerializer.Deserialize<Dictionary<string, ContentLocation>>(attempt.Content)!;
        return locations.GetValueOrDefault(variant) switch
        {
            ContentLocation.Url url when Foreign(url.Address) is { } request => new(ProviderProxyConfig.ForeignCluster, request),
            ContentLocation.Bytes bytes => await OwnAsync(attempt, bytes.Call, cancel),
            // Whoever made it: the archive may have it when its provider is gone.
            ContentLocation.Base64Inside inside => (await OwnAsync(attempt, inside.Call, cancel) ?? ContentPlace.Nowhere) with
            {
                Inline = new InlineVideo(inside, attempt, variant == JobReport.VideoVariant && attempt.ContentSha256 is not null),
            },
            _ => null,
        };
    }

    /// <summary>After a 401: whether asking for the place again may bring a fresh token.</summary>
    public bool DropToken(ContentPlace place) => place is { Destination: { } destination, Access: { } access } && tokens.Drop(destination, access);

    /// <summary>A request without any credentials; null when it is no absolute URL.</summary>
    public static NativeRequest? Foreign(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        ? new NativeRequest(HttpMethod.Get, url, new Dictionary<string, string> { ["User-Agent"] = "VideoProxy" }, null, null)
        : null;

    private async Task<ContentPlace?> OwnAsync(Attempt attempt, ProviderCall call, CancellationToken cancel)
    {
        if (providers.Find(attempt.Provider) is not { } provider || provider.FindDestination(attempt.Destination) is not { } destination) return null;
        var cluster = ProviderProxyConfig.ClusterId(attempt.Provider, attempt.Destination);
        var access = await tokens.ForAsync(provider, destination, cancel);
        if (access.Fault is not null) return new(cluster, null);
        var request = await NativeRequest.BuildAsync(provider.Translator, access.Destination, call);
        return request is null ? null : new(cluster, request) { Destination = destination, Access = access };
    }
}

using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>Resolves the location of a finished job's bytes.</summary>
internal sealed class ContentSource(JobStore jobs, ProviderRegistry providers, RenewableLinks links, FreshLinks fresh, Tokens tokens)
{
    /// <summary>Resolves the request for one variant. Returns null if the attempt has no such variant or its provider is not in the configuration.</summary>
    /// <param name="job">The job.</param>
    /// <param name="variant">The variant of the content, such as the video or a thumbnail.</param>
    /// <param name="dead">The link that no longer works, or null on the first try.</param>
    /// <param name="cancel">Cancels the look-up.</param>
    public async Task<FoundContent?> FindAsync(Job job, string variant, Uri? dead, CancellationToken cancel)
    {
        var attempt = await jobs.FindAttemptAsync(job.AttemptId, cancel);
        if (attempt?.Content is null) return null;
        var locations = JsonSerializer.Deserialize<Dictionary<string, ContentLocation>>(attempt.Content)!;
        return locations.GetValueOrDefault(variant) switch
        {
            ContentLocation.Url url => await ResolveLinkAsync(job, attempt, variant, url, dead, cancel),
            ContentLocation.Bytes bytes => await BuildProviderRequestAsync(attempt, bytes.Call, cancel),
            ContentLocation.UrlInside inside => await RequestLinkAsync(attempt, variant, inside, dead, cancel),
            // The archive may have the video even if its provider is not in the configuration.
            ContentLocation.Base64Inside inside => (await BuildProviderRequestAsync(attempt, inside.Call, cancel) ?? FoundContent.Unreachable) with
            {
                Inline = new InlineVideo(inside, attempt, variant == JobReport.VideoVariant && attempt.ContentSha256 is not null),
            },
            _ => null,
        };
    }

    /// <summary>Drops the token that a provider refused with 401. Returns whether another try can use a new token.</summary>
    public bool DropToken(FoundContent place) => place is { Destination: { } destination, Access: { } access } && tokens.Drop(destination, access);

    /// <summary>Builds a request without credentials. Returns null if the address is not an absolute URL.</summary>
    public static NativeRequest? Foreign(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        ? new NativeRequest(HttpMethod.Get, url, new Dictionary<string, string> { ["User-Agent"] = "VideoProxy" }, null, null)
        : null;

    private async Task<FoundContent?> ResolveLinkAsync(Job job, Attempt attempt, string variant, ContentLocation.Url link, Uri? dead, CancellationToken cancel)
    {
        if (dead is not null && link.Renewal is { } renewal) return await RequestLinkAsync(attempt, variant, renewal, dead, cancel);
        var living = dead is not null ? (await fresh.FindAsync(job, attempt, variant, link, cancel))?.Address : links.Known(NameOf(attempt, variant)) ?? link.Address;
        return living is not null && Foreign(living) is { } request ? new(ClusterIds.Foreign, request) { IsRenewable = true } : null;
    }

    private static string NameOf(Attempt attempt, string variant) => $"{attempt.Id}/{variant}";

    private async Task<FoundContent?> BuildProviderRequestAsync(Attempt attempt, ProviderCall call, CancellationToken cancel)
    {
        if (providers.Find(attempt.Provider) is not { } provider || provider.FindDestination(attempt.Destination) is not { } destination) return null;
        var cluster = ClusterIds.Of(attempt.Provider, attempt.Destination);
        var access = await tokens.ForAsync(provider, destination, cancel);
        if (access.Fault is not null) return new(cluster, null);
        var request = await NativeRequest.BuildAsync(provider.Translator, access.Destination, call);
        return request is null ? null : new(cluster, request) { Destination = destination, Access = access };
    }

    private async Task<FoundContent?> RequestLinkAsync(Attempt attempt, string variant, ContentLocation.UrlInside location, Uri? dead, CancellationToken cancel)
    {
        if (providers.Find(attempt.Provider) is not { } provider || provider.FindDestination(attempt.Destination) is not { } destination) return null;
        var (link, isGone) = await links.FindAsync(NameOf(attempt, variant), provider, destination, location, dead, cancel);
        return new(ClusterIds.Foreign, link is null ? null : Foreign(link)) { IsGone = isGone, IsRenewable = link is not null };
    }
}

/// <summary>The cluster to forward a download to and the request to send there.</summary>
/// <param name="Cluster">The id of the YARP cluster.</param>
/// <param name="Request">The request, or null if the provider gave no link or no token.</param>
internal sealed record FoundContent(string Cluster, NativeRequest? Request)
{
    /// <summary>The result for content whose provider is not in the configuration.</summary>
    public static readonly FoundContent Unreachable = new("", null);

    /// <summary>Whether the provider answered that the link no longer exists.</summary>
    public bool IsGone { get; init; }

    /// <summary>Whether the provider can renew the link when it expires.</summary>
    public bool IsRenewable { get; init; }

    /// <summary>Set if the bytes are base64 inside the reply.</summary>
    public InlineVideo? Inline { get; init; }

    /// <summary>The destination whose credentials authorise the request. Null for a link outside the provider's addresses.</summary>
    public ProviderDestination? Destination { get; init; }
    public Access? Access { get; init; }
}

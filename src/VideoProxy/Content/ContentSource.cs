using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>Finds where a finished job's bytes are.</summary>
internal sealed class ContentSource(JobStore jobs, ProviderRegistry providers, RenewableLinks links, FreshLinks fresh, Tokens tokens)
{
    /// <summary>Null when the attempt has no such variant or its provider has left the configuration; no request when it cannot be asked.</summary>
    /// <param name="job">The job.</param>
    /// <param name="variant">Which of its contents.</param>
    /// <param name="dead">The link that has died, or null if none has.</param>
    /// <param name="cancel">Gives up.</param>
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
            // Whoever made it: the archive may have it when its provider is gone.
            ContentLocation.Base64Inside inside => (await BuildProviderRequestAsync(attempt, inside.Call, cancel) ?? FoundContent.Unreachable) with
            {
                Inline = new InlineVideo(inside, attempt, variant == JobReport.VideoVariant && attempt.ContentSha256 is not null),
            },
            _ => null,
        };
    }

    /// <summary>After a 401: whether asking for the place again may bring a fresh token.</summary>
    public bool DropToken(FoundContent place) => place is { Destination: { } destination, Access: { } access } && tokens.Drop(destination, access);

    /// <summary>A request without any credentials; null when it is no absolute URL.</summary>
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
/// <param name="Cluster">The cluster's id.</param>
/// <param name="Request">Null when a link or a token had to be asked for and there was none.</param>
internal sealed record FoundContent(string Cluster, NativeRequest? Request)
{
    /// <summary>Nobody can be asked for them.</summary>
    public static readonly FoundContent Unreachable = new("", null);

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

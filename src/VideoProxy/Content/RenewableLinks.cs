using System.Collections.Concurrent;
using VideoProxy.Abstractions;
using VideoProxy.Providers;
using VideoProxy.Storage;

namespace VideoProxy.Content;

/// <summary>
/// Requests and caches links that a provider issues for a limited time. A link is cached until it stops working, because a player
/// requests many ranges and the provider limits the rate of calls. Nodes share the links through Redis, if it is configured.
/// </summary>
internal sealed class RenewableLinks(ProviderClient client, SharedCache shared)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan SharedFor = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<FoundLink>>> _asking = new(StringComparer.Ordinal);

    /// <summary>Returns the link that this node has cached under this name, or null if there is none.</summary>
    public string? Known(string name) => _links.GetValueOrDefault(name);

    /// <summary>Returns a cached or new link that differs from the dead one. Concurrent callers share one call to the provider.</summary>
    /// <param name="name">The cache key of the link.</param>
    /// <param name="provider">The provider that issues the link.</param>
    /// <param name="destination">The destination that made the video.</param>
    /// <param name="location">The call whose reply contains the link.</param>
    /// <param name="dead">The link that no longer works, or null.</param>
    /// <param name="cancel">Cancels the wait of this caller, but not the call that others wait for.</param>
    public async Task<FoundLink> FindAsync(
        string name, LoadedProvider provider, ProviderDestination destination, ContentLocation.UrlInside location, Uri? dead, CancellationToken cancel)
    {
        if (Known(name) is { } known && IsAlive(known)) return new(known, false);
        var asking = _asking.GetOrAdd(name, _ => new(() => AskOnceAsync()));
        try
        {
            return await asking.Value.WaitAsync(cancel);
        }
        finally
        {
            // The call may have completed before it was added to the dictionary.
            if (asking.Value.IsCompleted) _asking.TryRemove(KeyValuePair.Create(name, asking));
        }

        bool IsAlive(string link) => dead is null || !Uri.TryCreate(link, UriKind.Absolute, out var url) || url != dead;

        // One caller's token does not cancel this call, because other callers wait for the same link. The client has its own timeouts.
        async Task<FoundLink> AskOnceAsync()
        {
            var isGone = false;
            try
            {
                var link = await shared.AskOnceAsync($"link:{name}", SharedFor, IsAlive, async () =>
                {
                    (var asked, isGone) = await AskAsync(provider, destination, location);
                    return asked;
                });
                Keep(name, link);
                return new(link, isGone);
            }
            finally
            {
                _asking.TryRemove(name, out _);
            }
        }
    }

    private async Task<FoundLink> AskAsync(LoadedProvider provider, ProviderDestination destination, ContentLocation.UrlInside location)
    {
        var answer = await client.SendAsync(provider, destination, location.Call, CancellationToken.None);
        return answer.Reply is { IsSuccess: true } reply && JsonPointer.FindText(reply.Json, location.JsonPointer) is { } link
            ? new(link, false)
            : new(null, answer.Reply?.Status is 404 or 410);
    }

    private void Keep(string name, string? link)
    {
        // A full cache is emptied. This bounds its size without bookkeeping, and a miss costs only one call.
        if (_links.Count >= Capacity) _links.Clear();
        if (link is null) _links.TryRemove(name, out _);
        else _links[name] = link;
    }
}

/// <summary>A link, or null if the provider gave none. <paramref name="IsGone"/> means that the provider no longer has the video.</summary>
internal sealed record FoundLink(string? Link, bool IsGone);

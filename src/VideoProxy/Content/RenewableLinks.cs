using System.Collections.Concurrent;
using VideoProxy.Abstractions;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>
/// Links that a provider hands out for a while. A link is kept until it dies, because a player asks for many ranges and a
/// provider for patience.
/// </summary>
internal sealed class RenewableLinks(ProviderClient client)
{
    private const int Capacity = 10_000;
    private readonly ConcurrentDictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>The link that was last asked for under this name, if it has not died.</summary>
    public string? Known(string name) => _links.GetValueOrDefault(name);

    /// <summary>The link, or null.</summary>
    public async Task<(string? Link, bool IsGone)> FindAsync(
        string name, LoadedProvider provider, ProviderDestination destination, ContentLocation.UrlInside location, bool renew, CancellationToken cancel)
    {
        if (!renew && _links.TryGetValue(name, out var known)) return (known, false);
        var answer = await client.SendAsync(provider, destination, location.Call, cancel);
        if (answer.Reply is not { IsSuccess: true } reply || JsonPointer.FindText(reply.Json, location.JsonPointer) is not { } link)
        {
            _links.TryRemove(name, out _);
            return (null, answer.Reply?.Status is 404 or 410);
        }

        // Emptying everything at the brim is crude but bounded, and a miss costs one call.
        if (_links.Count >= Capacity) _links.Clear();
        _links[name] = link;
        return (link, false);
    }
}

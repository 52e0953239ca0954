using System.Text.Json;

namespace VideoProxy.Abstractions;

/// <summary>
/// Finds the video in a reply. Providers and resellers write it in many forms: as a link, as an object or a list of links, with pictures
/// beside it, inside an envelope such as <c>{"response":{…}}</c>, or as a data URL.
/// </summary>
public static class VideoFinder
{
    private static readonly string[] Envelopes = ["data", "response", "result", "output", "payload"];

    /// <summary>
    /// Returns the video at the first of the pointers that leads to one. A pointer may end early: if <c>/video/url</c> does not exist, the
    /// video may be the string <c>/video</c> or any link in it or in <c>/videos</c>. Text that is no link is returned only if a pointer leads
    /// exactly to it and nothing better exists, so that the host can report it.
    /// </summary>
    /// <param name="reply">The reply.</param>
    /// <param name="pointers">The JSON pointers (RFC 6901) to the documented places, the best first.</param>
    public static FoundVideo? Find(ProviderReply reply, params IEnumerable<string> pointers)
    {
        if (reply.Json is not { } root) return null;
        VideoCandidate? best = null;
        foreach (var (start, at) in Roots(root))
        {
            foreach (var pointer in pointers)
            {
                var candidate = VideoPlace.Resolve(start, at, pointer) is { } place ? place.Best(reply.CutStrings) : null;
                if (candidate is { IsVideo: true }) return candidate.Video;
                best ??= candidate;
            }
        }

        return best?.Video;
    }

    /// <summary>Returns the best link in a value: a string, a list, an object, or a string that contains one of these as JSON.</summary>
    /// <param name="value">The value, or null.</param>
    public static string? LinkIn(JsonElement? value) =>
        value is { } found && new VideoPlace(found, "", false).Best([]) is { Video: { IsLink: true } video } ? video.Link : null;

    private static IEnumerable<(JsonElement Start, string Pointer)> Roots(JsonElement root)
    {
        yield return (root, "");
        foreach (var name in Envelopes)
        {
            if (root.TryGetProperty(name, out var inside) && inside.ValueKind == JsonValueKind.Object) yield return (inside, "/" + name);
        }
    }
}

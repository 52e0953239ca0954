using Microsoft.Net.Http.Headers;
using ContentRange = System.Net.Http.Headers.ContentRangeHeaderValue;

namespace VideoProxy.Content;

/// <summary>The part of a provider's reply that answers the client. The provider may have ignored the range, or sent another one.</summary>
/// <param name="Video">What the reply says about the whole video.</param>
/// <param name="Range">The part for the client.</param>
/// <param name="Skip">The number of bytes of the reply before that part.</param>
internal sealed record ReplyPart(VideoFacts Video, ByteRange Range, long Skip)
{
    /// <summary>Whether the reply starts with the first byte of the video.</summary>
    public bool IsFromBeginning => Skip > 0 || Range.Status != StatusCodes.Status206PartialContent || Range.From == 0;

    /// <summary>Reads a reply with 2xx. Returns null if the reply is neither the whole video nor the range that the provider was asked for.</summary>
    public static ReplyPart? Of(HttpRequest request, Download download, HttpResponseMessage upstream)
    {
        var isEncoded = upstream.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase));
        var length = upstream.Content.Headers.ContentLength;
        // The tag names the bytes as sent, and not the decoded ones.
        var video = new VideoFacts(isEncoded ? null : length, isEncoded ? null : TagOf(upstream), upstream.Content.Headers.LastModified);
        if (download.Status != StatusCodes.Status206PartialContent) return Cut(request, video);
        // A range of encoded bytes cannot be decoded.
        if (isEncoded || upstream.Content.Headers.ContentRange is not { From: { } from, To: { } to } given || (length ?? (to - from + 1)) != to - from + 1) return null;
        video = video with { Length = given.Length };
        if (download.SentRange is { } asked && ByteRange.IsAnswer(asked, given) && ByteRange.MayBePart(request, video)) return new(video, new(206, from, to - from + 1), 0);
        return IsWhole(given) ? Cut(request, video) : null;
    }

    /// <summary>Returns whether a 304 answers the client's condition.</summary>
    public static bool IsNotModified(HttpRequest request, Download download, HttpResponseMessage upstream) =>
        !download.IsPlain && (request.Headers.IfNoneMatch.Count > 0
            ? TagOf(upstream) is not { } tag || request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false))
            : request.Headers.IfModifiedSince.Count > 0);

    /// <summary>Returns whether a 416 is right: the provider was asked for a range, and that range lies outside the length that the provider states.</summary>
    public static bool IsOutside(HttpRequest request, Download download, ContentRange? given) =>
        download.SentRange is { } asked && request.Headers.IfRange.Count == 0 && given is { Unit: "bytes", Length: { } length }
        && ByteRange.Within(asked, length).Status == StatusCodes.Status416RangeNotSatisfiable;

    private static ReplyPart Cut(HttpRequest request, VideoFacts video)
    {
        var range = request.Headers.Range.Count == 0 && request.Headers.IfNoneMatch.Count == 0 ? new(200, 0, video.Length) : ByteRange.Of(request, video);
        return new(video, range, range.From);
    }

    private static bool IsWhole(ContentRange given) => given is { Unit: "bytes", From: 0, To: { } to, Length: { } length } && to == length - 1;

    private static EntityTagHeaderValue? TagOf(HttpResponseMessage upstream) =>
        upstream.Headers.ETag is { } tag ? new(tag.Tag, tag.IsWeak) : null;
}

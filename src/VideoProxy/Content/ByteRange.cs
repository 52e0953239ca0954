using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Headers;
using EntityTag = Microsoft.Net.Http.Headers.EntityTagHeaderValue;
using AskedRange = Microsoft.Net.Http.Headers.RangeItemHeaderValue;

namespace VideoProxy.Content;

/// <summary>The part of a video that answers a request, with its status: 200, 206, 304 or 416.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="From">The first byte.</param>
/// <param name="Length">The number of bytes, or null for a whole video of unknown length.</param>
internal sealed record ByteRange(int Status, long From, long? Length)
{
    /// <summary>Evaluates the conditions and the range of a request for a video.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="video">What is known of the video. If its length is unknown, only a range with both ends can be cut.</param>
    public static ByteRange Of(HttpRequest request, VideoFacts video)
    {
        var headers = request.GetTypedHeaders();
        if (video.Tag is { } tag && headers.IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false))) return new(304, 0, 0);
        if (Asked(request) is not [var asked] || !MayBePart(request, video)) return new(200, 0, video.Length);
        return video.Length is { } length ? Within(asked, length)
            : asked is { From: { } from, To: { } to } ? new(206, from, to - from + 1)
            : new(200, 0, null);
    }

    /// <summary>Returns the ranges that a request asks for. A header that is not valid counts as none.</summary>
    public static IReadOnlyList<AskedRange> Asked(HttpRequest request) =>
        request.Headers.Range.Count > 0 && request.GetTypedHeaders().Range is { Unit.Value: "bytes", Ranges: { } ranges } ? [.. ranges] : [];

    /// <summary>Returns whether If-Range allows a partial reply: there is no condition, or the video is the one that the client has a part of.</summary>
    public static bool MayBePart(HttpRequest request, VideoFacts video)
    {
        if (request.Headers.IfRange.Count == 0) return true;
        if (request.GetTypedHeaders().IfRange is not { } condition) return false;
        return condition.EntityTag is { } tag ? video.Tag is { } current && tag.Compare(current, useStrongComparison: true)
            : condition.LastModified is { } date && date == video.Modified;
    }

    public static ByteRange Within(AskedRange asked, long length)
    {
        var from = asked.From ?? Math.Max(0, length - asked.To!.Value);
        var to = asked.From is null ? length - 1 : Math.Min(asked.To ?? long.MaxValue, length - 1);
        return from > to ? new(416, 0, 0) : new(206, from, to - from + 1);
    }

    /// <summary>Returns whether a provider's partial reply has exactly the range that was asked for.</summary>
    public static bool IsAnswer(AskedRange asked, ContentRangeHeaderValue given) => given switch
    {
        { Unit: "bytes", From: { } from, To: { } to, Length: { } length } => Within(asked, length) == new ByteRange(206, from, to - from + 1),
        { Unit: "bytes", From: { } from, To: { } to } => asked.From == from && asked.To == to,
        _ => false,
    };

    public string ContentRange(long? total) => Status == 416
        ? string.Create(CultureInfo.InvariantCulture, $"bytes */{total}")
        : string.Create(CultureInfo.InvariantCulture, $"bytes {From}-{From + Length - 1}/{(total is { } length ? length.ToString(CultureInfo.InvariantCulture) : "*")}");
}

/// <summary>What is known of a whole video.</summary>
internal readonly record struct VideoFacts(long? Length, EntityTag? Tag, DateTimeOffset? Modified);

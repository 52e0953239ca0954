using System.Globalization;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace VideoProxy.Content;

/// <summary>The part of a video that answers a request, with its status: 200, 206, 304 or 416.</summary>
internal sealed record ByteRange(int Status, long From, long Length)
{
    /// <summary>Evaluates the range headers of a request for a video of known length and tag. A request for several ranges gets the whole video.</summary>
    public static ByteRange Of(HttpRequest request, long length, EntityTagHeaderValue tag)
    {
        var headers = request.GetTypedHeaders();
        if (headers.IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false))) return new(304, 0, 0);
        if (headers.Range is not { Unit.Value: "bytes", Ranges: { Count: 1 } ranges } || !MayBePart(headers, tag)) return new(200, 0, length);
        var asked = ranges.First();
        var from = asked.From ?? Math.Max(0, length - asked.To!.Value);
        var to = asked.From is null ? length - 1 : Math.Min(asked.To ?? long.MaxValue, length - 1);
        return from > to ? new(416, 0, 0) : new(206, from, to - from + 1);
    }

    public string ContentRange(long length) => Status == 416
        ? string.Create(CultureInfo.InvariantCulture, $"bytes */{length}")
        : string.Create(CultureInfo.InvariantCulture, $"bytes {From}-{From + Length - 1}/{length}");

    /// <summary>Returns whether If-Range allows a partial reply. Only the same ETag does, because this video has no modification date.</summary>
    private static bool MayBePart(RequestHeaders headers, EntityTagHeaderValue tag) =>
        headers.IfRange is not { } condition || condition.EntityTag?.Compare(tag, useStrongComparison: true) == true;
}

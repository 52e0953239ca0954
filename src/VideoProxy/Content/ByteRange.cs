using System.Globalization;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace VideoProxy.Content;

/// <summary>Which part of a video a request is answered with, and the status that goes with it: 200, 206, 304 or 416.</summary>
internal sealed record ByteRange(int Status, long From, long Length)
{
    /// <summary>Of a request for a video whose length and tag are known. Several ranges at once are answered with the whole.</summary>
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

    /// <summary>If-Range holds only for the very same bytes; a date says nothing about them here.</summary>
    private static bool MayBePart(RequestHeaders headers, EntityTagHeaderValue tag) =>
        headers.IfRange is not { } condition || condition.EntityTag?.Compare(tag, useStrongComparison: true) == true;
}

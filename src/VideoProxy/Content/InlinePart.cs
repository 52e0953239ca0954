namespace VideoProxy.Content;

/// <summary>What a download wants of a video inside a reply; no range where it was not measured: then all there is.</summary>
internal sealed record InlinePart(InlineVideo Video, ByteRange? Range)
{
    public void WriteHeaders(HttpResponse response, string fileName)
    {
        if (Range is { } range)
        {
            response.StatusCode = range.Status;
            response.GetTypedHeaders().ETag = Video.Tag;
            response.Headers.AcceptRanges = "bytes";
            if (range.Status is 206 or 416) response.Headers.ContentRange = range.ContentRange(Video.Length);
            if (range.Status is 200 or 206) response.ContentLength = range.Length;
        }

        ContentHeaders.Write(response, Video.Location.MimeType, fileName);
    }
}

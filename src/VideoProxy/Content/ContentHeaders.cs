namespace VideoProxy.Content;

/// <summary>Writes the headers of every reply with content.</summary>
internal static class ContentHeaders
{
    public static void Write(HttpResponse response, ByteRange range, VideoFacts video)
    {
        response.StatusCode = range.Status;
        var headers = response.GetTypedHeaders();
        (headers.ETag, headers.LastModified) = (video.Tag, video.Modified);
        // Ranges are cut here if the provider does not.
        if (video.Length is not null) response.Headers.AcceptRanges = "bytes";
        if (range.Status is 206 or 416) response.Headers.ContentRange = range.ContentRange(video.Length);
        if (range.Status is 200 or 206) response.ContentLength = range.Length;
    }

    public static void WriteType(HttpResponse response, string mediaType, string fileName)
    {
        response.ContentType = mediaType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private";
        response.Headers.ContentDisposition = $"inline; filename=\"{fileName}.{MediaVerdict.EndingOf(mediaType)}\"";
    }
}

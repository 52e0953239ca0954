namespace VideoProxy.Content;

/// <summary>What every answer with bytes carries, wherever they come from.</summary>
internal static class ContentHeaders
{
    public static void Write(HttpResponse response, string mediaType, string fileName)
    {
        var isMedia = mediaType.StartsWith("video/", StringComparison.OrdinalIgnoreCase)
            || (mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && !mediaType.Contains("svg", StringComparison.OrdinalIgnoreCase));
        response.ContentType = isMedia ? mediaType : "application/octet-stream";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private";
        response.Headers.ContentDisposition = $"inline; filename=\"{fileName}.mp4\"";
    }
}

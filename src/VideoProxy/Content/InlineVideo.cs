using Microsoft.Net.Http.Headers;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;

namespace VideoProxy.Content;

/// <summary>A video that is base64 inside a reply. Its length and tag are known once the tracker has read it.</summary>
internal sealed record InlineVideo(ContentLocation.Base64Inside Location, Attempt Attempt, bool IsMeasured)
{
    /// <summary>Returns the part of the video that answers this request.</summary>
    public InlinePart PartFor(HttpRequest request) => new(this, IsMeasured ? ByteRange.Of(request, Length, Tag) : null);

    public long Length => Attempt.ContentLength!.Value;

    public EntityTagHeaderValue Tag => new($"\"{Attempt.ContentSha256}\"");
}

/// <summary>The requested part of a video inside a reply. The range is null if the video was not measured, and the whole video is sent.</summary>
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

/// <summary>Answers a download without a call to the provider, if the request needs only headers or the archive has the file.</summary>
internal sealed class InlineAnswer(ContentArchive archive)
{
    /// <summary>Writes the reply. Returns false, and writes nothing, if the video must be decoded from the provider's reply.</summary>
    public async Task<bool> TryWriteAsync(HttpContext context, InlinePart part, string fileName)
    {
        var (response, range) = (context.Response, part.Range);
        var hasBody = range is not { Status: 304 } && !HttpMethods.IsHead(context.Request.Method);
        var file = hasBody && range is not null ? archive.Find(part.Video.Attempt) : null;
        if (hasBody && file is null) return false;
        part.WriteHeaders(response, fileName);
        if (file is not null) await response.SendFileAsync(file, range!.From, range.Length, context.RequestAborted);
        return true;
    }
}

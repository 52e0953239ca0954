using Microsoft.Net.Http.Headers;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;

namespace VideoProxy.Content;

/// <summary>A video that is base64 inside a reply. Its length and tag are known once the tracker has read it through.</summary>
internal sealed record InlineVideo(ContentLocation.Base64Inside Location, Attempt Attempt, bool IsMeasured)
{
    /// <summary>What this request gets of it.</summary>
    public InlinePart PartFor(HttpRequest request) => new(this, IsMeasured ? ByteRange.Of(request, Length, Tag) : null);

    public long Length => Attempt.ContentLength!.Value;

    public EntityTagHeaderValue Tag => new($"\"{Attempt.ContentSha256}\"");
}

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

/// <summary>Answers for a video inside a reply as far as that goes without asking its provider: it was read through before.</summary>
internal sealed class InlineAnswer(ContentArchive archive)
{
    /// <summary>False: it must be decoded out of the provider's reply, and nothing has been written.</summary>
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

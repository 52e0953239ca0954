using Microsoft.Net.Http.Headers;
using VideoProxy.Abstractions;
using VideoProxy.Jobs;

namespace VideoProxy.Content;

/// <summary>A video that is base64 inside a reply. Its length and tag are known once the tracker has read it.</summary>
internal sealed record InlineVideo(ContentLocation.Base64Inside Location, Attempt Attempt, bool IsMeasured)
{
    /// <summary>Returns the part of the video that answers this request.</summary>
    public InlinePart PartFor(HttpRequest request) => new(this, IsMeasured ? ByteRange.Of(request, Facts) : null);

    /// <summary>The type that the provider declared, if it is the type of a media file.</summary>
    public string MediaType => MediaVerdict.SafeType(Location.MimeType);

    /// <summary>The measured length and the hash as tag.</summary>
    public VideoFacts Facts => new(Attempt.ContentLength!.Value, new EntityTagHeaderValue($"\"{Attempt.ContentSha256}\""), null);

    /// <summary>Judges the first decoded bytes. The type stays the declared one, because a HEAD has no bytes.</summary>
    public MediaVerdict Judge(ReadOnlySpan<byte> head) =>
        MediaVerdict.Of("", head, isBeginning: true, new(true, MediaType)) is { Instead: { } instead } ? new(null, instead) : new(MediaType, null);
}

/// <summary>The requested part of a video inside a reply. The range is null if the video was not measured, and the whole video is sent.</summary>
internal sealed record InlinePart(InlineVideo Video, ByteRange? Range)
{
    public ReplyPart ToReplyPart() => Range is { } range ? new(Video.Facts, range, range.From) : new(default, new(200, 0, null), 0);
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
        if (range is not null) ContentHeaders.Write(response, range, part.Video.Facts);
        ContentHeaders.WriteType(response, part.Video.MediaType, fileName);
        if (file is not null) await response.SendFileAsync(file, range!.From, range.Length, context.RequestAborted);
        return true;
    }
}

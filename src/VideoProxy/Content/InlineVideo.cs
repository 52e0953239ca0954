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

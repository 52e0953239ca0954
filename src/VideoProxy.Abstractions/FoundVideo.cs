namespace VideoProxy.Abstractions;

/// <summary>A video in a provider's reply: a link, or the bytes as base64 text.</summary>
/// <param name="JsonPointer">The JSON pointer (RFC 6901) to the string.</param>
/// <param name="Link">The link, or null for base64 text. The host checks the link, so it may be unusable.</param>
/// <param name="MimeType">The MIME type of base64 text, or null for a link.</param>
public sealed record FoundVideo(string JsonPointer, string? Link, string? MimeType)
{
    /// <summary>Whether the video is a link over https or http.</summary>
    public bool IsLink => IsHttp(Link);

    /// <summary>Returns the place from which the host downloads the video.</summary>
    /// <param name="call">The call that returned the reply. The host repeats this call to read base64 text.</param>
    public ContentLocation At(ProviderCall call) => Link is { } link ? new ContentLocation.Url(link) : new ContentLocation.Base64Inside(call, JsonPointer, MimeType!);

    internal static bool IsHttp(string? link) => Uri.TryCreate(link, UriKind.Absolute, out var url) && url.Scheme is "https" or "http";
}

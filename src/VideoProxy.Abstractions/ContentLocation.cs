using System.Text.Json.Serialization;

namespace VideoProxy.Abstractions;

/// <summary>Where bytes are. Stored with the job, so it never holds credentials.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Url), "url")]
[JsonDerivedType(typeof(Bytes), "bytes")]
[JsonDerivedType(typeof(UrlInside), "urlInside")]
[JsonDerivedType(typeof(Base64Inside), "base64Inside")]
public abstract record ContentLocation
{
    private ContentLocation() { }

    /// <summary>A link that needs no credentials, wherever it points: fetched through the guarded connector.</summary>
    /// <param name="Address">The absolute URL.</param>
    public sealed record Url(string Address) : ContentLocation
    {
        /// <summary>
        /// Asks for another link once this one has died. Null: the task itself is asked again, in case that gives a new one.
        /// </summary>
        public UrlInside? Renewal { get; init; }
    }

    /// <summary>A GET to one of the destination's addresses, answered with the bytes or a redirect to them.</summary>
    /// <param name="Call">The call; the host adds the attempt's current credentials.</param>
    public sealed record Bytes(ProviderCall Call) : ContentLocation;

    /// <summary>A link that must be asked for, and can be asked for again when it has died.</summary>
    /// <param name="Call">The call; the host adds the attempt's current credentials.</param>
    /// <param name="JsonPointer">The JSON pointer (RFC 6901) to the link in its reply; the link itself is treated as <see cref="Url"/>.</param>
    public sealed record UrlInside(ProviderCall Call, string JsonPointer) : ContentLocation;

    /// <summary>The bytes themselves, as base64 in a JSON reply: decoded while they stream.</summary>
    /// <param name="Call">The call; the host adds the attempt's current credentials.</param>
    /// <param name="JsonPointer">The JSON pointer (RFC 6901) to the base64 string in its reply.</param>
    /// <param name="MimeType">Of the decoded bytes, such as <c>video/mp4</c>.</param>
    public sealed record Base64Inside(ProviderCall Call, string JsonPointer, string MimeType) : ContentLocation;
}

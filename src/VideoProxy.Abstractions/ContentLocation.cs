using System.Text.Json.Serialization;

namespace VideoProxy.Abstractions;

/// <summary>
/// The place from which the host downloads a finished video or image. The host stores the location with the job, so a location must not
/// hold credentials.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Url), "url")]
[JsonDerivedType(typeof(Bytes), "bytes")]
[JsonDerivedType(typeof(UrlInside), "urlInside")]
[JsonDerivedType(typeof(Base64Inside), "base64Inside")]
public abstract record ContentLocation
{
    private ContentLocation() { }

    /// <summary>
    /// A link that works without credentials. The link may point to any public host, because the host fetches it through the
    /// guarded connector.
    /// </summary>
    /// <param name="Address">The absolute URL.</param>
    public sealed record Url(string Address) : ContentLocation
    {
        /// <summary>
        /// The call that returns a new link after this link has expired. If there is no such call, the host polls the task again and
        /// uses the link of that reply.
        /// </summary>
        public UrlInside? Renewal { get; init; }
    }

    /// <summary>A GET call to one of the destination's addresses. The provider answers with the bytes or redirects to them.</summary>
    /// <param name="Call">The call. The host adds the destination's current credentials.</param>
    public sealed record Bytes(ProviderCall Call) : ContentLocation;

    /// <summary>A link that the host requests from the provider. When the link has expired, the host requests another link.</summary>
    /// <param name="Call">The call that returns the link. The host adds the destination's current credentials.</param>
    /// <param name="JsonPointer">The JSON pointer (RFC 6901) to the link in the JSON reply. The host treats the link as a <see cref="Url"/>.</param>
    public sealed record UrlInside(ProviderCall Call, string JsonPointer) : ContentLocation;

    /// <summary>A base64 string inside a JSON reply. The host decodes the string while it streams the bytes to the client.</summary>
    /// <param name="Call">The call that returns the JSON. The host adds the destination's current credentials.</param>
    /// <param name="JsonPointer">The JSON pointer (RFC 6901) to the base64 string in the JSON reply.</param>
    /// <param name="MimeType">The MIME type of the decoded bytes, such as <c>video/mp4</c>.</param>
    public sealed record Base64Inside(ProviderCall Call, string JsonPointer, string MimeType) : ContentLocation;
}

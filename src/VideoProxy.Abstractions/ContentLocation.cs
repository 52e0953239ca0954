using System.Text.Json.Serialization;

namespace VideoProxy.Abstractions;

/// <summary>Where bytes are. Stored with the job, so it never holds credentials.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Url), "url")]
[JsonDerivedType(typeof(Bytes), "bytes")]
public abstract record ContentLocation
{
    private ContentLocation() { }

    /// <summary>A link that needs no credentials, wherever it points: fetched through the guarded connector.</summary>
    /// <param name="Address">The absolute URL.</param>
    public sealed record Url(string Address) : ContentLocation;

    /// <summary>A GET to one of the destination's addresses, answered with the bytes or a redirect to them.</summary>
    /// <param name="Call">The call; the host adds the attempt's current credentials.</param>
    public sealed record Bytes(ProviderCall Call) : ContentLocation;
}

namespace VideoProxy.Abstractions;

/// <summary>
/// An image, video or audio that the client gave. Either <see cref="Url"/> is set, or <see cref="Bytes"/> and
/// <see cref="MimeType"/> are.
/// </summary>
/// <param name="Url">
/// An https URL that the provider fetches. If the host of the URL is an IP address, the address is public. After an upload, this
/// is the reference from <see cref="StageReport.Staged"/>.
/// </param>
/// <param name="Bytes">The decoded bytes. An image has at most 20 MiB.</param>
/// <param name="MimeType">
/// The MIME type, such as <c>image/png</c>. The host detects the type from the bytes and ignores the type that the client claims.
/// </param>
public sealed record MediaInput(string? Url, ReadOnlyMemory<byte> Bytes, string? MimeType)
{
    /// <summary>Creates an input that the provider fetches itself.</summary>
    /// <param name="url">The URL.</param>
    public static MediaInput FromUrl(string url) => new(url, default, null);

    /// <summary>Creates an input whose bytes are part of the native call.</summary>
    /// <param name="bytes">The decoded bytes.</param>
    /// <param name="mimeType">The MIME type of the bytes.</param>
    public static MediaInput FromBytes(ReadOnlyMemory<byte> bytes, string mimeType) => new(null, bytes, mimeType);

    /// <summary>Returns the URL, or a data URL of the bytes (<c>data:image/png;base64,…</c>).</summary>
    public string ToUrl() => Url ?? $"data:{MimeType};base64,{Convert.ToBase64String(Bytes.Span)}";
}

namespace VideoProxy.Abstractions;

/// <summary>
/// One image, video or audio given by the client: either <see cref="Url"/> is set, or <see cref="Bytes"/> with <see cref="MimeType"/>.
/// </summary>
/// <param name="Url">An https URL whose literal address, if it is one, is public; not fetched by the host.</param>
/// <param name="Bytes">The decoded bytes, at most 20 MiB for images.</param>
/// <param name="MimeType">Sniffed from the bytes, such as <c>image/png</c>; never what the client claims.</param>
public sealed record MediaInput(string? Url, ReadOnlyMemory<byte> Bytes, string? MimeType)
{
    /// <summary>An input that the provider fetches by itself.</summary>
    public static MediaInput FromUrl(string url) => new(url, default, null);

    /// <summary>An input whose bytes travel in the call.</summary>
    public static MediaInput FromBytes(ReadOnlyMemory<byte> bytes, string mimeType) => new(null, bytes, mimeType);

    /// <summary>The URL as it is, or the bytes as <c>data:image/png;base64,…</c>.</summary>
    public string ToUrl() => Url ?? $"data:{MimeType};base64,{Convert.ToBase64String(Bytes.Span)}";
}

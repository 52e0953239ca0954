namespace VideoProxy.Content;

/// <summary>Recognises media by its first bytes, because many providers label videos with a generic type and error pages with a video type.</summary>
internal static class MediaBytes
{
    /// <summary>The number of bytes that are read before a reply is judged, if it has so many.</summary>
    public const int Enough = 64;

    private const int MostText = 512;
    private const int TransportPacket = 188;

    /// <summary>Returns the media type of a video or image, or null if the bytes are not recognised.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> head) => head switch
    {
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => OfBrand(head[8..]),
        [_, _, _, _, (byte)'s', (byte)'t', (byte)'y', (byte)'p', ..] or [_, _, _, _, (byte)'m', (byte)'o', (byte)'o', (byte)'f', ..] => "video/mp4",
        // A QuickTime file from before the year 2000 has no file type box.
        [0, _, _, _, (byte)'m', (byte)'o', (byte)'o', (byte)'v', ..] or [0, _, _, _, (byte)'m', (byte)'d', (byte)'a', (byte)'t', ..] => "video/quicktime",
        [0, 0, 0, 8, (byte)'w', (byte)'i', (byte)'d', (byte)'e', ..] => "video/quicktime",
        [0x1A, 0x45, 0xDF, 0xA3, ..] => head.IndexOf("matroska"u8) >= 0 ? "video/x-matroska" : "video/webm",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'A', (byte)'V', (byte)'I', ..] => "video/x-msvideo",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', 0, ..] => "video/ogg",
        [(byte)'F', (byte)'L', (byte)'V', 1, ..] => "video/x-flv",
        [0, 0, 1, 0xBA or 0xB3, ..] => "video/mpeg",
        [0x47, ..] when head.Length > TransportPacket && head[TransportPacket] == 0x47 => "video/mp2t",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        _ => null,
    };

    /// <summary>Returns what bytes are that are certainly no media, such as <c>an HTML page</c>, or null.</summary>
    public static string? Foreign(ReadOnlySpan<byte> head) => head switch
    {
        [] => "an empty body",
        [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4, ..] or [0x28, 0xB5, 0x2F, 0xFD, ..] => "a compressed file",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "text",
        _ => IsText(head) ? KindOfText(head) : null,
    };

    private static string OfBrand(ReadOnlySpan<byte> brand) => brand switch
    {
        [(byte)'q', (byte)'t', ..] => "video/quicktime",
        [(byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s', ..] => "image/avif",
        [(byte)'h', (byte)'e', (byte)'i' or (byte)'v', (byte)'c' or (byte)'x', ..] or [(byte)'m', (byte)'i', (byte)'f', (byte)'1', ..] => "image/heic",
        _ => "video/mp4",
    };

    /// <summary>Returns whether the bytes have no control character. Every container has some of them in its first bytes.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var value in head[..Math.Min(head.Length, MostText)])
        {
            if (value is < 32 and not (9 or 10 or 12 or 13 or 27) or 127) return false;
        }

        return true;
    }

    private static string KindOfText(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        text = text.TrimStart(" \t\r\n"u8);
        return text switch
        {
            [(byte)'{' or (byte)'[', ..] => "JSON",
            [(byte)'<', (byte)'?', (byte)'x' or (byte)'X', ..] => "an XML document",
            [(byte)'<', (byte)'!' or (byte)'h' or (byte)'H', ..] => "an HTML page",
            [(byte)'<', ..] => "an XML document",
            [] => "a body of white space",
            _ => "text",
        };
    }
}

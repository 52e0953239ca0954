namespace VideoProxy.Dialects;

/// <summary>Detects the type of an image from its first bytes. The type that a client declares is ignored.</summary>
internal static class ImageSniffer
{
    public static string? MimeTypeOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return "image/gif";
        return bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp" : null;
    }

    /// <summary>Says why bytes without a known image type are refused, and what they are if their first bytes tell.</summary>
    public static string Refusal(ReadOnlySpan<byte> bytes)
    {
        var found = FormatOf(bytes);
        return $"is not an image in JPEG, PNG, WebP or GIF format. {(found is null ? "Its first bytes match none of them" : $"It is {found}. Convert it to one of these formats")}";
    }

    private static string? FormatOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8)) return BrandOf(bytes[8..Math.Min(bytes.Length, 64)]);
        if (bytes.StartsWith("BM"u8)) return "a BMP image";
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8)) return "a TIFF image";
        if (bytes.StartsWith("%PDF"u8)) return "a PDF document";
        return bytes.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] ? "SVG, HTML or other XML text" : null;
    }

    /// <summary>Names the format of an ISO media file from its main brand and the brands that it is compatible with.</summary>
    private static string BrandOf(ReadOnlySpan<byte> brands)
    {
        var isImage = brands.StartsWith("mif1"u8) || brands.StartsWith("msf1"u8);
        if (brands.StartsWith("avi"u8) || (isImage && brands.IndexOf("avif"u8) > 0)) return "an AVIF image";
        return isImage || brands.StartsWith("he"u8) ? "a HEIC image" : "a video, such as MP4 or MOV";
    }
}

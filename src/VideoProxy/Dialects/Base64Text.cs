namespace VideoProxy.Dialects;

/// <summary>Decodes base64 as clients send it: with either alphabet, with or without padding.</summary>
internal static class Base64Text
{
    /// <summary>Returns the bytes, or null if the text is empty or is not base64.</summary>
    public static ReadOnlyMemory<byte>? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        var isRead = Convert.TryFromBase64Chars(text, bytes, out var length) || TryDecodeVariant(text, bytes, out length);
        if (!isRead || length == 0) return null;
        return bytes.AsMemory(0, length);
    }

    /// <summary>Converts the URL-safe alphabet to the standard one and adds the missing padding. Only text that is not standard base64 is copied.</summary>
    private static bool TryDecodeVariant(ReadOnlySpan<char> text, byte[] bytes, out int length)
    {
        var bare = text.Trim().TrimEnd('=');
        var padding = (4 - (bare.Length % 4)) % 4;
        var standard = new char[bare.Length + padding];
        bare.Replace(standard, '-', '+');
        standard.AsSpan(0, bare.Length).Replace('_', '/');
        standard.AsSpan(bare.Length).Fill('=');
        return Convert.TryFromBase64Chars(standard, bytes, out length);
    }
}

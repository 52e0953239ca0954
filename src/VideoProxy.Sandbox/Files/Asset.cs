using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace VideoProxy.Sandbox.Files;

/// <summary>An embedded file that is served with support for range requests, conditional requests and HEAD.</summary>
internal sealed class Asset
{
    // Use a fixed date, because the bytes never change and a client may send the date in If-Range.
    private static readonly DateTimeOffset Modified = DateTimeOffset.UnixEpoch.AddYears(50);

    private readonly byte[] _bytes;
    private readonly string _contentType;
    private readonly EntityTagHeaderValue _tag;

    private Asset(string name, string contentType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        _bytes = new byte[stream.Length];
        stream.ReadExactly(_bytes);
        _contentType = contentType;
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(_bytes)[..16])}\"");
    }

    public static Asset Video { get; } = new("sandbox.mp4", "video/mp4");

    public static Asset Frame { get; } = new("sandbox.jpg", "image/jpeg");

    public static Asset Thumbnail { get; } = new("sandbox.webp", "image/webp");

    public static Asset SpriteSheet { get; } = new("sandbox-sheet.jpg", "image/jpeg");

    public string ToBase64() => Convert.ToBase64String(_bytes);

    public IResult Answer() => Results.Bytes(_bytes, _contentType, enableRangeProcessing: true, lastModified: Modified, entityTag: _tag);
}

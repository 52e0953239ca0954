using System.IO.Compression;

namespace VideoProxy.Providers;

/// <summary>
/// Decodes a reply that is compressed although the gateway did not ask for it. A body that expands too much counts as unreadable, so
/// that a small reply cannot keep the processor busy.
/// </summary>
internal sealed class DecodedStream : ReadOnlyStream
{
    private const int MaxExpansion = 64;
    private const int MaxEncodings = 3;

    // Short bodies of repeated text may compress better than the limit.
    private const long AlwaysAllowed = 1 << 20;
    private readonly CountingStream _wire;
    private readonly Stream _decoded;
    private long _length;

    private DecodedStream(CountingStream wire, Stream decoded) => (_wire, _decoded) = (wire, decoded);

    /// <summary>Opens the body. The stream is the body's own if it is not encoded.</summary>
    /// <exception cref="IOException">The encoding is unknown, or there are too many.</exception>
    public static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsStreamAsync(cancel);
        var encodings = response.Content.Headers.ContentEncoding;
        if (encodings.Count == 0) return body;
        if (encodings.Count > MaxEncodings) throw new IOException("The reply has too many content encodings.");
        var wire = new CountingStream(body);
        Stream decoded = wire;
        // The last encoding was applied last.
        foreach (var encoding in encodings.Reverse()) decoded = Decode(encoding, decoded);
        return new DecodedStream(wire, decoded);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _decoded.ReadAsync(buffer, cancellationToken);
            _length += read;
            return _length > AlwaysAllowed && _length > _wire.Count * MaxExpansion
                ? throw new IOException($"The reply expands to more than {MaxExpansion} times its size.")
                : read;
        }
        // The Brotli decoder reports invalid data as an invalid operation.
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            throw new IOException("The reply is not valid in its content encoding.", broken);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Replies are read asynchronously.");

    public override async ValueTask DisposeAsync()
    {
        await _decoded.DisposeAsync();
        await base.DisposeAsync();
    }

    private static Stream Decode(string encoding, Stream encoded) => encoding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(encoded, CompressionMode.Decompress),
        "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
        "br" => new BrotliStream(encoded, CompressionMode.Decompress),
        "identity" => encoded,
        _ => throw new IOException("The reply has an unknown content encoding."),
    };
}

/// <summary>Counts the bytes that are read from another stream.</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Count += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count += read;
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }
}

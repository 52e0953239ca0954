using System.Text;
using System.Text.RegularExpressions;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>Reads a native reply into memory, within bounds.</summary>
internal static class ReplyReader
{
    /// <summary>The largest body in bytes. Strings that are cut out do not count.</summary>
    public const int MaxBody = 4 << 20;
    private const long MaxWire = 1L << 30;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>Returns null if the body is longer than <see cref="MaxBody"/>.</summary>
    public static async Task<ProviderReply?> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await DecodedStream.OpenAsync(response, cancel);
        using var body = new ReplyBody();
        var buffer = new byte[16 << 10];
        var length = 0L;
        // The first read is long enough to hold a byte order mark, which is not JSON.
        var read = await stream.ReadAtLeastAsync(buffer, ByteOrderMark.Length, throwOnEndOfStream: false, cancel);
        var start = buffer.AsSpan(0, read).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        while (read > 0)
        {
            body.Add(buffer.AsSpan(start, read - start));
            if (body.IsTooLong || (length += read) > MaxWire) return null;
            (read, start) = (await stream.ReadAsync(buffer, cancel), 0);
        }

        return new ProviderReply((int)response.StatusCode, Headers(response), ReplyText.Mend(body.Text())) { CutStrings = body.CutStrings };
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] = string.Join(", ", values);
        return headers;
    }
}

/// <summary>Buffers a body as it arrives, without the long JSON strings that no plugin sees. Only their pointers are kept.</summary>
internal sealed class ReplyBody : IDisposable
{
    // Bounds the pointers. No reply contains this many videos.
    private const int MostCuts = 64;
    private readonly MemoryStream _kept = new();
    private readonly JsonScanner _scanner = new();
    private readonly List<string> _cut = [];
    private long _begin;
    private bool _isCutting;

    public IReadOnlyList<string> CutStrings => _cut;

    public bool IsTooLong => _kept.Length > ReplyReader.MaxBody || _cut.Count > MostCuts;

    public void Add(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            var run = _scanner.Next(piece);
            Add(run.Part, piece[..run.Length]);
            piece = piece[run.Length..];
        }
    }

    public string Text() => Encoding.UTF8.GetString(_kept.GetBuffer(), 0, (int)_kept.Length);

    public void Dispose() => _kept.Dispose();

    private void Add(JsonPart part, ReadOnlySpan<byte> bytes)
    {
        if (part == JsonPart.Inside)
        {
            if (_isCutting) return;
            if (_kept.Length - _begin + bytes.Length > ProviderReply.LongestString)
            {
                _kept.SetLength(_begin);
                _cut.Add(_scanner.Pointer);
                _isCutting = true;
                return;
            }
        }

        _kept.Write(bytes);
        if (part == JsonPart.Begin) (_begin, _isCutting) = (_kept.Length, false);
    }
}

/// <summary>
/// Replaces lone surrogates and NULs that are written as JSON escapes. A lone surrogate would make JsonElement.GetString throw in a
/// plugin, and PostgreSQL cannot store a NUL.
/// </summary>
internal static partial class ReplyText
{
    public static string Mend(string body) =>
        body.Contains(@"\u", StringComparison.Ordinal) ? Unusable().Replace(body, @"\ufffd") : body;

    [GeneratedRegex(@"\\u(?:0000|d[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2}\\u)d[c-f][0-9a-f]{2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unusable();
}

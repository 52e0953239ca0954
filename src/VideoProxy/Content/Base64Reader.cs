using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using VideoProxy.Providers;

namespace VideoProxy.Content;

/// <summary>
/// Decodes one base64 string of a JSON document, which may be a data URL, while the document is read. The document may have any length, because only one
/// buffer of it is in memory.
/// </summary>
internal sealed class Base64Reader(Stream json, string pointer) : IDisposable
{
    /// <summary>The smallest target buffer. A group of base64 decodes to three bytes.</summary>
    public const int Smallest = 3;
    private const int BufferSize = 64 << 10;

    // The last characters are held back, because padding may only be decoded at the end of the string.
    private const int HeldBack = 8;
    private const int LongestPrefix = 512;
    private readonly byte[] _wire = ArrayPool<byte>.Shared.Rent(BufferSize);
    private readonly byte[] _text = ArrayPool<byte>.Shared.Rent(BufferSize + HeldBack);
    private readonly JsonScanner _scanner = new();
    private readonly List<byte> _escape = [];
    private int _wireAt;
    private int _wireEnd;
    private int _textAt;
    private int _textEnd;
    private bool _isWhole;
    private bool _isPastPrefix;

    private static ReadOnlySpan<byte> DataScheme => "data:"u8;

    /// <summary>Moves to the string. Returns false if the document has no string at the pointer.</summary>
    public async Task<bool> FindAsync(CancellationToken cancel)
    {
        while (await FillAsync(cancel))
        {
            var run = _scanner.Next(_wire.AsSpan(_wireAt, _wireEnd - _wireAt));
            _wireAt += run.Length;
            if (run.Part == JsonPart.Begin && _scanner.Pointer == pointer) return true;
        }

        return false;
    }

    /// <summary>Decodes until there are enough bytes, or until the end of the string.</summary>
    public async ValueTask<int> FillAsync(Memory<byte> target, int enough, CancellationToken cancel)
    {
        var filled = 0;
        while (filled < enough && await ReadAsync(target[filled..], cancel) is > 0 and var read) filled += read;
        return filled;
    }

    /// <summary>Decodes the next bytes and returns their number, or 0 at the end of the string.</summary>
    /// <exception cref="FormatException">The string is not base64.</exception>
    /// <exception cref="InvalidDataException">The document ends inside the string.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, Smallest);
        while (true)
        {
            if (Decode(target.Span) is > 0 and var written) return written;
            if (_isWhole) return _textAt == _textEnd ? 0 : throw new FormatException("The base64 text ends in the middle of a group.");
            if (!await FillAsync(cancel)) throw new InvalidDataException("The reply ends inside its base64 text.");
            TakeText();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_wire);
        ArrayPool<byte>.Shared.Return(_text);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_wireAt < _wireEnd) return true;
        (_wireAt, _wireEnd) = (0, await json.ReadAsync(_wire.AsMemory(0, BufferSize), cancel));
        return _wireEnd > 0;
    }

    private int Decode(Span<byte> target)
    {
        var length = _textEnd - _textAt - (_isWhole ? 0 : HeldBack);
        if (length <= 0 || !PassPrefix(ref length)) return 0;
        var status = Base64.DecodeFromUtf8(_text.AsSpan(_textAt, length), target, out var consumed, out var written, isFinalBlock: _isWhole);
        if (status == OperationStatus.InvalidData) throw new FormatException("The text is not base64.");
        _textAt += consumed;
        return written;
    }

    /// <summary>Skips the beginning of a data URL. Returns false while its end has not been read.</summary>
    private bool PassPrefix(ref int length)
    {
        if (_isPastPrefix) return true;
        var text = _text.AsSpan(_textAt, length);
        if (text.Length < DataScheme.Length && !_isWhole) return false;
        if (text.StartsWith(DataScheme))
        {
            var comma = text.IndexOf((byte)',');
            if (comma < 0 && !_isWhole && text.Length < LongestPrefix) return false;
            if (comma < 0) throw new FormatException("The data URL has no comma.");
            (_textAt, length) = (_textAt + comma + 1, length - comma - 1);
        }

        _isPastPrefix = true;
        return length > 0;
    }

    private void TakeText()
    {
        _text.AsSpan(_textAt, _textEnd - _textAt).CopyTo(_text);
        (_textAt, _textEnd) = (0, _textEnd - _textAt);
        if (_textEnd == _text.Length) throw new FormatException("The text is not base64, because a whole buffer of it has no group of four characters.");
        var run = _scanner.Next(_wire.AsSpan(_wireAt, Math.Min(_wireEnd - _wireAt, _text.Length - _textEnd)));
        Unescape(_wire.AsSpan(_wireAt, run.Part == JsonPart.Inside ? run.Length : 0));
        _wireAt += run.Length;
        _isWhole = run.Part == JsonPart.End;
    }

    private void Unescape(ReadOnlySpan<byte> raw)
    {
        while (!raw.IsEmpty)
        {
            if (_escape.Count == 0)
            {
                var plain = raw.IndexOf((byte)'\\') is >= 0 and var mark ? raw[..mark] : raw;
                plain.CopyTo(_text.AsSpan(_textEnd));
                _textEnd += plain.Length;
                raw = raw[plain.Length..];
                if (raw.IsEmpty) return;
            }

            _escape.Add(raw[0]);
            raw = raw[1..];
            if (_escape.Count != (_escape is [_, (byte)'u', ..] ? 6 : 2)) continue;
            _text[_textEnd++] = Unescaped(_escape);
            _escape.Clear();
        }
    }

    /// <summary>Returns the character that an escape means. Every character outside base64 becomes one that the decoder rejects.</summary>
    private static byte Unescaped(List<byte> escape) => escape[1] switch
    {
        (byte)'/' => (byte)'/',
        (byte)'n' or (byte)'r' or (byte)'t' => (byte)' ',
        (byte)'u' when byte.TryParse([.. escape[2..].Select(digit => (char)digit)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sign) => sign,
        _ => (byte)'!',
    };
}

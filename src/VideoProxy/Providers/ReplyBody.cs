using System.Text;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>Takes a body in as it comes, without the JSON strings that no plugin sees: those leave their place and nothing else.</summary>
internal sealed class ReplyBody : IDisposable
{
    // Each leaves a pointer behind, and nobody makes so many videos at once.
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

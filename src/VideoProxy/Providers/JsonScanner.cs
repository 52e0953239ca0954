using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VideoProxy.Providers;

/// <summary>
/// Finds the string values in a JSON document that arrives in pieces of any size, and tracks the position in the document. It stores
/// only member names, so a value of any length costs no memory. It does not validate: text that is not JSON has no strings.
/// </summary>
internal sealed class JsonScanner
{
    // System.Text.Json reads the same depth. No known field has a longer name.
    private const int Deepest = 64;
    private const int LongestName = 256;
    private readonly List<Level> _levels = [];
    private readonly List<byte> _name = [];
    private State _state = State.Start;
    private bool _isEscaped;

    private enum State
    {
        Start,
        Around,
        Name,
        Value,
        Lost,
    }

    /// <summary>The JSON pointer (RFC 6901) of the current string value.</summary>
    public string Pointer => string.Concat(_levels.Select(level => "/" + level.Step));

    public JsonRun Next(ReadOnlySpan<byte> piece) => _state switch
    {
        State.Value => NextInside(piece),
        State.Lost => new(JsonPart.Around, piece.Length),
        _ => NextAround(piece),
    };

    private JsonRun NextInside(ReadOnlySpan<byte> piece)
    {
        var length = LengthOfText(piece);
        if (length > 0) return new(JsonPart.Inside, length);
        _state = State.Around;
        return new(JsonPart.End, 1);
    }

    private JsonRun NextAround(ReadOnlySpan<byte> piece)
    {
        for (var at = 0; at < piece.Length; at++)
        {
            if (_state == State.Name)
            {
                var length = LengthOfText(piece[at..]);
                AddName(piece.Slice(at, length));
                at += length;
                if (at == piece.Length) break;
                EndName();
            }
            else if (piece[at] != '"')
            {
                Step(piece[at]);
            }
            else if (_levels is [.., { ExpectsName: true }])
            {
                _state = State.Name;
            }
            else if (_state != State.Start)
            {
                if (at > 0) return new(JsonPart.Around, at);
                _state = State.Value;
                return new(JsonPart.Begin, 1);
            }

            if (_state == State.Lost) break;
        }

        return new(JsonPart.Around, piece.Length);
    }

    /// <summary>Returns the number of bytes before the closing quote.</summary>
    private int LengthOfText(ReadOnlySpan<byte> piece)
    {
        for (var at = 0; at < piece.Length; at++)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
                continue;
            }

            var next = piece[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0) return piece.Length;
            at += next;
            if (piece[at] == '"') return at;
            _isEscaped = true;
        }

        return piece.Length;
    }

    private void Step(byte sign)
    {
        switch (sign)
        {
            case (byte)'{' or (byte)'[':
                _levels.Add(new Level(isList: sign == '['));
                _state = _levels.Count > Deepest ? State.Lost : State.Around;
                break;
            case (byte)'}' or (byte)']' when _levels.Count > 0:
                _levels.RemoveAt(_levels.Count - 1);
                break;
            case (byte)',' when _levels.Count > 0:
                _levels[^1].Advance();
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF:
                break;
            default:
                // A web page or a bare value contains no string members.
                if (_levels.Count == 0) _state = State.Lost;
                break;
        }
    }

    private void AddName(ReadOnlySpan<byte> bytes)
    {
        if (_name.Count + bytes.Length > LongestName) _state = State.Lost;
        else _name.AddRange(bytes);
    }

    private void EndName()
    {
        if (_state == State.Lost) return;
        _levels[^1].Enter(Unescape([(byte)'"', .. _name, (byte)'"']));
        _name.Clear();
        _state = State.Around;
    }

    private static string Unescape(byte[] quoted)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(quoted)!;
        }
        catch (JsonException)
        {
            // This is not JSON. The parser will report it.
            return Encoding.UTF8.GetString(quoted);
        }
    }

    /// <summary>An open object or list, and the current position in it.</summary>
    private sealed class Level(bool isList)
    {
        private int _index;
        private string _name = "";

        public bool ExpectsName { get; private set; } = !isList;

        public string Step => isList
            ? _index.ToString(CultureInfo.InvariantCulture)
            : _name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

        public void Enter(string name) => (_name, ExpectsName) = (name, false);

        public void Advance()
        {
            _index++;
            ExpectsName = !isList;
        }
    }
}

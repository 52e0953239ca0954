using System.Text;
using System.Text.Json;

namespace VideoProxy.Configuration;

/// <summary>Parses a file into <see cref="LocatedNode"/>s, expanding <c>${NAME}</c> in every string.</summary>
internal ref struct LocatedJson
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly FileFaults _faults;
    private readonly Func<string, string?> _environment;
    private Utf8JsonReader _reader;
    private int _line;
    private long _counted;

    private LocatedJson(ReadOnlySpan<byte> bytes, FileFaults faults, Func<string, string?> environment, JsonReaderOptions options)
    {
        // Some editors begin a file with a byte order mark, which is not JSON.
        _bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        _faults = faults;
        _environment = environment;
        _reader = new Utf8JsonReader(_bytes, options);
        _line = 1;
    }

    /// <summary>Returns null if the file is not JSON, and reports where.</summary>
    public static LocatedNode? Parse(byte[] bytes, FileFaults faults, Func<string, string?> environment, JsonReaderOptions options = default)
    {
        var parser = new LocatedJson(bytes, faults, environment, options);
        try
        {
            parser._reader.Read();
            var root = parser.ReadValue("$");
            parser._reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            faults.Add((int)(error.LineNumber ?? 0) + 1, "$", "is not valid JSON: " + error.Message.Split(" LineNumber", 2)[0].ReplaceLineEndings(" "));
        }
        catch (InvalidOperationException)
        {
            faults.Add(parser.CurrentLine(), "$", "is not valid JSON: a string is not UTF-8 text");
        }

        return null;
    }

    private LocatedNode ReadValue(string path)
    {
        var line = CurrentLine();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject: return ReadObject(new LocatedNode(JsonValueKind.Object, line, path));
            case JsonTokenType.StartArray: return ReadArray(new LocatedNode(JsonValueKind.Array, line, path));
            case JsonTokenType.String: return ReadString(_reader.GetString()!, line, path);
            case JsonTokenType.Number: return new(JsonValueKind.Number, line, path) { Text = Encoding.ASCII.GetString(_reader.ValueSpan) };
            case JsonTokenType.True: return new(JsonValueKind.True, line, path);
            case JsonTokenType.False: return new(JsonValueKind.False, line, path);
            default: return new(JsonValueKind.Null, line, path);
        }
    }

    private readonly LocatedNode ReadString(string text, int line, string path)
    {
        if (Expansion.IsMalformed(text)) _faults.Add(line, path, "holds '${' that begins neither ${NAME} nor ${NAME:-default}");
        var missing = new List<string>();
        return new(JsonValueKind.String, line, path) { Text = Expansion.Expand(text, _environment, missing), Missing = missing };
    }

    private LocatedNode ReadObject(LocatedNode node)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = _reader.GetString()!;
            var line = CurrentLine();
            var path = node.Path == "$" ? name : $"{node.Path}.{name}";
            _reader.Read();
            var value = ReadValue(path);
            if (!node.Members.TryAdd(name, value)) _faults.Add(line, path, "is given twice. Keep one of them");
        }

        return node;
    }

    private LocatedNode ReadArray(LocatedNode node)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray) node.Items.Add(ReadValue($"{node.Path}[{node.Items.Count}]"));
        return node;
    }

    private int CurrentLine()
    {
        var start = _reader.TokenStartIndex;
        _line += _bytes[(int)_counted..(int)start].Count((byte)'\n');
        _counted = start;
        return _line;
    }
}

/// <summary>A JSON value with its line and path, so that an operator can find a fault with an editor.</summary>
internal sealed class LocatedNode(JsonValueKind kind, int line, string path)
{
    public JsonValueKind Kind { get; } = kind;
    public int Line { get; } = line;
    public string Path { get; } = path;

    /// <summary>The text of a string or the digits of a number.</summary>
    public string Text { get; init; } = "";

    /// <summary>The unset variables that the string refers to.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
    public Dictionary<string, LocatedNode> Members { get; } = new(StringComparer.Ordinal);
    public List<LocatedNode> Items { get; } = [];

    /// <summary>Returns this value and everything inside it, in file order.</summary>
    public IEnumerable<LocatedNode> All() => Members.Values.Concat(Items).SelectMany(child => child.All()).Prepend(this);
}

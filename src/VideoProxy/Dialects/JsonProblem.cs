using System.Text.Json;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Finds the JSON member that an object has twice. System.Text.Json refuses such JSON without a position.</summary>
internal static class RepeatedMember
{
    /// <summary>Returns the path of the first repeated member, such as <c>metadata.scene</c> or <c>reference_images[0].url</c>, or null if there is none.</summary>
    public static string? Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonText.Strict.MaxDepth });
        var levels = new Stack<Level>();
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        var level = levels.Peek();
                        level.Member = reader.GetString()!;
                        if (!level.Members!.Add(level.Member)) return string.Concat(levels.Reverse().Select(Step)).TrimStart('.');
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        levels.Pop();
                        break;
                    default:
                        if (levels.TryPeek(out var list) && list.Members is null) list.Index++;
                        if (reader.TokenType is JsonTokenType.StartObject) levels.Push(new Level { Members = [] });
                        else if (reader.TokenType is JsonTokenType.StartArray) levels.Push(new Level());
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // The JSON is malformed as well, so its error has a position.
        }

        return null;
    }

    private static string Step(Level level) => level.Members is null ? $"[{level.Index}]" : "." + BodyChecks.Shorten(level.Member);

    /// <summary>An object or list that is being read. A list has no members.</summary>
    private sealed class Level
    {
        public HashSet<string>? Members { get; init; }
        public string Member { get; set; } = "";
        public int Index { get; set; } = -1;
    }
}

/// <summary>Explains why text is not valid JSON.</summary>
internal static class JsonProblem
{
    /// <summary>Returns the name and the fault of a repeated member, or the position of any other fault.</summary>
    public static (string? Param, string Text) Of(JsonException malformed, ReadOnlySpan<byte> json)
    {
        if (malformed.LineNumber is { } line) return (null, $", near line {line + 1}, byte {malformed.BytePositionInLine}");
        // Only a repeated member has no position.
        return RepeatedMember.Find(json) is { } member ? (member, $": the member '{member}' is given twice. Send it once") : (null, "");
    }

    /// <summary>Returns the error for a request body that is not valid JSON.</summary>
    public static ApiError InBody(JsonException malformed, ReadOnlySpan<byte> json)
    {
        var (param, text) = Of(malformed, json);
        return ApiErrors.InvalidValue(param, $"Invalid JSON in request body{text}.");
    }
}

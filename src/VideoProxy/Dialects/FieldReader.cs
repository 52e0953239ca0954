using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Reads typed fields of a create and keeps the first error. JSON null counts as absent.</summary>
internal sealed class FieldReader(CreateBody body)
{
    public ApiError? Error { get; private set; }

    public bool IsForm => body.IsForm;

    public string? Text(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        return Fail<string>(name, "must be a string", value);
    }

    /// <summary>Reads a string of at most <paramref name="most"/> characters.</summary>
    public string? Text(string name, int most)
    {
        var text = Text(name);
        return text is not null && TextLength.Exceeds(text, most) ? Fail<string>(name, $"must have at most {most} characters") : text;
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        if (IsForm && value.ValueKind == JsonValueKind.String && value.GetString() is "true" or "false") return value.ValueEquals("true");
        Fail<string>(name, "must be true or false", value);
        return null;
    }

    /// <summary>
    /// Reads a whole number. A number such as 8.0 is accepted too, because some languages write every number that way. In a form, or if
    /// <paramref name="orText"/> is set, a string such as "8" is accepted too, because the OpenAI SDKs send one.
    /// </summary>
    public long? Integer(string name, long min, long max, bool orText = false)
    {
        if (Find(name) is not { } value) return null;
        long number = 0;
        var ok = value.ValueKind == JsonValueKind.Number && (value.TryGetInt64(out number) || IsInteger(value, out number));
        if ((orText || IsForm) && value.ValueKind == JsonValueKind.String) ok = long.TryParse(value.GetString(), System.Globalization.NumberStyles.None, null, out number);
        if (ok && number >= min && number <= max) return number;
        Fail<string>(name, min == max ? $"must be {min}. Only {name}={min} is supported" : $"must be a whole number from {min} to {max}", value);
        return null;
    }

    private static bool IsInteger(JsonElement value, out long number)
    {
        var isInteger = value.TryGetDecimal(out var written) && written == decimal.Truncate(written) && written is >= long.MinValue and <= long.MaxValue;
        number = isInteger ? (long)written : 0;
        return isInteger;
    }

    public JsonObject? Object(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return JsonObject.Create(value.Clone());
        return Fail<JsonObject>(name, "must be an object", value);
    }

    /// <summary>Reads a string that must be one of the given words.</summary>
    public string? OneOf(string name, IReadOnlyCollection<string> words)
    {
        if (Text(name) is not { } text) return null;
        return words.Contains(text) ? text : Fail<string>(name, $"must be one of {string.Join(", ", words)}");
    }

    /// <summary>Reads the items of a list. Returns an empty list if the field is absent.</summary>
    public IReadOnlyList<JsonElement> Items(string name, int most)
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most) return [.. value.EnumerateArray()];
        Fail<string>(name, $"must be a list of at most {most} items");
        return [];
    }

    public JsonElement? Find(string name) =>
        body.Fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public bool TryGetFile(string name, int index, out ReadOnlyMemory<byte> bytes) => body.Files.TryGetValue((name, index), out bytes);

    public T? Fail<T>(string name, string rule, JsonElement? given = null) where T : class
    {
        // A long value is described, not quoted, because it may be a prompt or an image.
        var found = given is { } value ? $", not {Describe(value)}" : "";
        Error ??= ApiErrors.InvalidValue(name, $"{name} {rule}{found}.");
        return null;
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.GetRawText().Length <= 20 => value.GetRawText(),
        JsonValueKind.String when value.GetString() is { Length: <= 20 } text => $"'{text}'",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.String => "a string of more than 20 characters",
        var kind => $"a JSON {kind.ToString().ToLowerInvariant()}",
    };
}

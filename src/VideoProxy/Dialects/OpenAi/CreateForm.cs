using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>
/// Converts the parts of a form to the fields that a JSON body would have. This class handles only the spelling of lists, objects and
/// files in forms. The reader validates the values, for forms and JSON bodies alike.
/// </summary>
internal sealed class CreateForm
{
    private const string GivenTwice = "is given more than once. Send it once, in one spelling";

    private readonly IReadOnlySet<string> _known;
    private readonly JsonObject _members = [];
    private readonly Dictionary<(string Field, int Index), ReadOnlyMemory<byte>> _files = [];

    private CreateForm(IReadOnlySet<string> known) => _known = known;

    public static (CreateBody? Body, ApiError? Error) Read(IReadOnlyList<FormPart> parts, IReadOnlySet<string> known)
    {
        var form = new CreateForm(known);
        foreach (var part in parts)
        {
            var key = FormKey.Parse(part.Name);
            if (form.Place(part, key) is { } problem)
                return (null, ApiErrors.InvalidValue(key.Field, $"{BodyChecks.Shorten(part.Name)} {problem}."));
        }

        return (new CreateBody(form.ToElement()) { IsForm = true, Files = form._files }, null);
    }

    private JsonElement ToElement()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonText.Plain)) _members.WriteTo(json);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private string? Place(FormPart part, FormKey key)
    {
        if (!_known.Contains(key.Field))
        {
            // The field is kept, so that the reader can report all unknown fields in one error.
            _members[key.Field] = null;
            return null;
        }

        if (key.Path.Count > JsonText.Strict.MaxDepth) return $"is nested deeper than {JsonText.Strict.MaxDepth} levels, which is the limit";
        var takesFile = CreateFields.Files.Contains(key.Field);
        if (part.IsFile) return takesFile && key.Path is [] ? PlaceFile(key, part.Bytes) : "takes no file. Send the part without a filename";
        // A data URL is as large as a file, so it also stays in the request body. As JSON text it would be copied four times.
        if (takesFile && key.IsLink && part.Bytes.Span.StartsWith(MediaReader.DataScheme)) return PlaceFile(key.WithoutPath(), part.Bytes);

        var (value, problem) = FormText.Read(part.Bytes, key);
        return problem ?? PlaceValue(key, value);
    }

    private string? PlaceFile(FormKey key, ReadOnlyMemory<byte> bytes)
    {
        if (PlaceValue(key, null) is { } problem) return problem;
        _files[(key.Field, key.Item is null ? 0 : _members[key.Field]!.AsArray().Count - 1)] = bytes;
        return null;
    }

    private string? PlaceValue(FormKey key, JsonNode? value) =>
        key.Item is null ? PlaceMember(_members, [key.Field, .. key.Path], value) : PlaceItem(key, value);

    private string? PlaceItem(FormKey key, JsonNode? value)
    {
        if (!_members.ContainsKey(key.Field)) _members[key.Field] = new JsonArray();
        if (_members[key.Field] is not JsonArray list) return GivenTwice;
        var index = key.IndexIn(list.Count);
        if (index > list.Count) return "skips an item. Number the items from 0, in the order in which they are sent";
        if (key.Path.Count > 0)
        {
            if (index == list.Count) list.Add(new JsonObject());
            return list[index] is JsonObject item ? PlaceMember(item, key.Path, value) : GivenTwice;
        }

        if (index < list.Count) return GivenTwice;
        // A part with a JSON list adds all items of the list.
        IEnumerable<JsonNode?> items = value is JsonArray many ? many.Select(i => i?.DeepClone()) : [value];
        foreach (var item in items) list.Add(item);
        return null;
    }

    private static string? PlaceMember(JsonObject target, IReadOnlyList<string> path, JsonNode? value)
    {
        foreach (var name in path.SkipLast(1))
        {
            if (!target.ContainsKey(name)) target[name] = new JsonObject();
            if (target[name] is not JsonObject inner) return GivenTwice;
            target = inner;
        }

        if (target.TryAdd(path[^1], value)) return null;
        return path is ["image"] ? GivenTwice + ". To send several images, name them reference_images" : GivenTwice;
    }
}

/// <summary>The parsed name of a form part. For <c>reference_images[0][url]</c> the field is <c>reference_images</c>, the item 0 and the path <c>url</c>.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Item">The item's number as the client wrote it. Empty for the next item, as in <c>name</c> and <c>name[]</c>. Null if the field is not a list.</param>
/// <param name="Path">The names of the nested objects, outermost first.</param>
internal sealed record FormKey(string Field, string? Item, IReadOnlyList<string> Path)
{
    /// <summary>Whether the part holds the link or data URL of a media input, either directly or inside an object.</summary>
    public bool IsLink => Path is [] or ["url" or "image_url"] or ["image_url", "url"];

    public static FormKey Parse(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        var field = open > 0 && name.EndsWith(']') ? name[..open] : name;
        string[] path = field == name ? [] : name[(open + 1)..^1].Split("][");
        if (!CreateFields.Lists.Contains(field))
        {
            // Some form encoders write every file as a list, such as image[] or image[0].
            return CreateFields.Files.Contains(field) && path is ["" or "0", .. var inner] ? new(field, null, inner) : new(field, null, path);
        }

        return path switch
        {
            [] => new(field, "", []),
            [var item, .. var rest] when item.All(char.IsAsciiDigit) => new(field, item, rest),
            _ => new(field, null, path),
        };
    }

    /// <summary>Returns the key of the field or list item without the path inside it.</summary>
    public FormKey WithoutPath() => new(Field, CreateFields.Lists.Contains(Field) ? Item ?? "" : null, []);

    /// <summary>Returns the index for this part in a list that already has <paramref name="count"/> items.</summary>
    public int IndexIn(int count)
    {
        if (string.IsNullOrEmpty(Item)) return count;
        return int.TryParse(Item, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue;
    }
}

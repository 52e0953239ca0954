using System.Text;
using System.Text.Json;
using VideoProxy.Abstractions;
using VideoProxy.Network;

namespace VideoProxy.Dialects;

/// <summary>Reads media fields: <c>"https://…"</c>, <c>"data:image/…"</c>, <c>{"url"}</c>, <c>{"image_url"}</c>, files and lists of these.</summary>
internal sealed class MediaReader(FieldReader fields, NetworkRules network)
{
    private const int MaxImageBytes = 20 << 20;
    private const string TooLarge = "is too large. Image size exceeds the 20MB limit for image inputs. Send a smaller image";

    /// <summary>The start of every data URL.</summary>
    public static ReadOnlySpan<byte> DataScheme => "data:"u8;

    public MediaInput? Image(string name)
    {
        if (fields.TryGetFile(name, 0, out var file)) return ReadFile(name, file);
        if (fields.Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array) return Image(name, value);
        return value.GetArrayLength() == 1 ? Image(name, value[0]) : fields.Fail<MediaInput>(name, "takes one image. Send several images as reference images");
    }

    /// <summary>Reads an https link or a data URL, as a string or inside an object.</summary>
    public MediaInput? Image(string name, JsonElement value)
    {
        if (UrlOf(value, "image_url") is not { } url) return Wrong(name, "image URL", value);
        return url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? ReadData(name, url) : ReadLink(name, url);
    }

    /// <summary>Reads a string with an https link, a data URL or plain base64.</summary>
    public MediaInput? ImageOrBase64(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } text)
            return fields.Fail<MediaInput>(name, "must be an https URL or base64 as a string", value);
        // Every URL contains a colon, and base64 never does.
        return text.Contains(':', StringComparison.Ordinal) ? Image(name, value) : ReadBase64(name, text, "is neither an https URL nor valid base64");
    }

    /// <summary>Reads a string with a data URL or plain base64. Links are refused.</summary>
    public MediaInput? Base64(string name, JsonElement value)
    {
        var isLink = value.ValueKind == JsonValueKind.String && value.GetString() is { } text
            && text.Contains(':', StringComparison.Ordinal) && !text.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
        return isLink ? fields.Fail<MediaInput>(name, "must be the image as base64. A link is not allowed in this field") : ImageOrBase64(name, value);
    }

    /// <summary>Reads an https link, as a string or inside an object.</summary>
    public MediaInput? Link(string name, JsonElement value, string member) => UrlOf(value, member) is { } url ? ReadLink(name, url) : Wrong(name, "URL", value);

    public IReadOnlyList<MediaInput> Images(string name, int most) =>
        List(name, most, (value, index) => fields.TryGetFile(name, index, out var file) ? ReadFile(name, file) : Image(name, value));

    public IReadOnlyList<MediaInput> Links(string name, string member, int most) =>
        List(name, most, (value, _) => Link(name, value, member));

    private List<MediaInput> List(string name, int most, Func<JsonElement, int, MediaInput?> read)
    {
        if (fields.Find(name) is not { } value) return [];
        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        if (items.Count == 0 || items.Count > most)
        {
            fields.Fail<string>(name, $"must have 1 to {most} items");
            return [];
        }

        return [.. items.Select(read).OfType<MediaInput>()];
    }

    private MediaInput? ReadData(string name, string url)
    {
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !url.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            return fields.Fail<MediaInput>(name, "must be a data URL of the form data:image/png;base64,…");
        return ReadBase64(name, url.AsSpan(comma + 1), "is a data URL without valid base64 after its comma");
    }

    private MediaInput? ReadBase64(string name, ReadOnlySpan<char> base64, string problem)
    {
        if (base64.Length / 4L * 3 > MaxImageBytes + 3) return fields.Fail<MediaInput>(name, TooLarge);
        return Base64Text.Decode(base64) is { } bytes ? ReadBytes(name, bytes) : fields.Fail<MediaInput>(name, problem);
    }

    private MediaInput? ReadFile(string name, ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith(DataScheme) ? ReadData(name, Encoding.UTF8.GetString(bytes.Span)) : ReadBytes(name, bytes);

    private MediaInput? ReadBytes(string name, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxImageBytes) return fields.Fail<MediaInput>(name, TooLarge);
        return ImageSniffer.MimeTypeOf(bytes.Span) is { } mimeType
            ? MediaInput.FromBytes(bytes, mimeType)
            : fields.Fail<MediaInput>(name, ImageSniffer.Refusal(bytes.Span));
    }

    private MediaInput? ReadLink(string name, string url)
    {
        var verdict = network.CheckMedia(url);
        return verdict.Refusal is null ? MediaInput.FromUrl(url) : fields.Fail<MediaInput>(name, $"cannot be used: {verdict.Refusal}");
    }

    private MediaInput? Wrong(string name, string what, JsonElement value) =>
        fields.Fail<MediaInput>(name, $"must be a non-empty {what}, as a string or inside an object", value);

    private static string? UrlOf(JsonElement value, string member) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Object when value.TryGetProperty("url", out var url) || value.TryGetProperty(member, out url) =>
            url.ValueKind == JsonValueKind.Object ? UrlOf(url, "url") : url.ValueKind == JsonValueKind.String ? UrlOf(url, member) : null,
        _ => null,
    };
}

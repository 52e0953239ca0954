using System.Text.Json;
using System.Text.Json.Serialization;
using VideoProxy.Abstractions;

namespace VideoProxy.ProviderTests.Support;

/// <summary>A media input is written as its https URL, or as a data URL for bytes.</summary>
internal sealed class MediaInputConverter : JsonConverter<MediaInput>
{
    private const string DataPrefix = "data:";
    private const string Base64Mark = ";base64,";

    public override MediaInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString()!;
        var mark = text.IndexOf(Base64Mark, StringComparison.Ordinal);
        return text.StartsWith(DataPrefix, StringComparison.Ordinal) && mark > 0
            ? MediaInput.FromBytes(Convert.FromBase64String(text[(mark + Base64Mark.Length)..]), text[DataPrefix.Length..mark])
            : MediaInput.FromUrl(text);
    }

    public override void Write(Utf8JsonWriter writer, MediaInput value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUrl());
}

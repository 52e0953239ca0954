using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using VideoProxy.Abstractions;
using VideoProxy.Dialects;

namespace VideoProxy.Pipeline;

/// <summary>Computes a hash of the canonical request, including its files, so that identical creates can be recognised. The order of JSON members does not matter.</summary>
internal static class RequestHash
{
    // Null members are omitted, so that a member added by a later version does not change the hashes of older requests.
    private static readonly JsonSerializerOptions Canonical = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new MediaHash(), new SortedObject() } };

    public static string Of(CreateRequest request) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, Canonical)));

    /// <summary>Writes a file as the hash of its bytes.</summary>
    private sealed class MediaHash : JsonConverter<MediaInput>
    {
        public override MediaInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("This converter can only write.");

        public override void Write(Utf8JsonWriter writer, MediaInput value, JsonSerializerOptions options)
        {
            if (value.Url is { } url) writer.WriteStringValue(url);
            else writer.WriteBase64StringValue(SHA256.HashData(value.Bytes.Span));
        }
    }

    private sealed class SortedObject : JsonConverter<JsonObject>
    {
        public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("This converter can only write.");

        public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => Write(writer, value);

        private static void Write(Utf8JsonWriter writer, JsonNode? node)
        {
            switch (node)
            {
                case JsonObject members:
                    writer.WriteStartObject();
                    foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                    {
                        writer.WritePropertyName(name);
                        Write(writer, value);
                    }

                    writer.WriteEndObject();
                    break;
                case JsonArray items:
                    writer.WriteStartArray();
                    foreach (var item in items) Write(writer, item);
                    writer.WriteEndArray();
                    break;
                case null:
                    writer.WriteNullValue();
                    break;
                default:
                    node.WriteTo(writer);
                    break;
            }
        }
    }
}

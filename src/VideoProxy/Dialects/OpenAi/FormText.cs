using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>What the text of a form part means as JSON. Numbers and flags stay text: their reader takes it.</summary>
internal static partial class FormText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The value, or what is wrong with it.</summary>
    public static (JsonNode? Value, string? Problem) Read(ReadOnlyMemory<byte> bytes, FormKey key)
    {
        try
        {
            var text = Utf8.GetString(bytes.Span);
            // A native parameter has a type that only its offering knows: what looks like a JSON scalar is one.
            var isJson = key.Path is []
                ? CreateFields.Structured.Contains(key.Field) && text.AsSpan().TrimStart() is ['{' or '[', ..]
                : key.Field == "provider_options" && Scalar().IsMatch(text);
            return (isJson ? JsonNode.Parse(text, documentOptions: JsonText.Strict) : text, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "is not UTF-8 text: a file needs a filename in its Content-Disposition header");
        }
        catch (JsonException malformed)
        {
            return (null, $"begins like JSON but is not valid JSON, near line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine}");
        }
    }

    [GeneratedRegex(@"\A(true|false|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?)\z")]
    private static partial Regex Scalar();
}

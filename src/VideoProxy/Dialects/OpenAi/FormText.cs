using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Converts the text of a form part to JSON. Numbers and flags stay strings, because their reader accepts strings.</summary>
internal static partial class FormText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the value, or the problem that prevents reading it.</summary>
    public static (JsonNode? Value, string? Problem) Read(ReadOnlyMemory<byte> bytes, FormKey key)
    {
        try
        {
            var text = Utf8.GetString(JsonBody.WithoutMark(bytes).Span);
            // Only the offering knows the type of a native parameter, so a value that looks like a JSON scalar is read as one.
            var isJson = key.Path is []
                ? CreateFields.Structured.Contains(key.Field) && text.AsSpan().TrimStart() is ['{' or '[', ..]
                : key.Field == "provider_options" && Scalar().IsMatch(text);
            return (isJson ? JsonNode.Parse(text, documentOptions: JsonText.Strict) : text, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "is not UTF-8 text. Send a file with a filename in its Content-Disposition header");
        }
        catch (JsonException malformed)
        {
            return (null, $"starts like JSON but is not valid JSON{JsonProblem.Of(malformed, bytes.Span).Text}");
        }
    }

    [GeneratedRegex(@"\A(true|false|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?)\z")]
    private static partial Regex Scalar();
}

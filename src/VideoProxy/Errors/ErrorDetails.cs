using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Errors;

/// <summary>
/// Writes <c>error.details</c> of a failed job: the provider's own code and words, as far as a client may read them. Null if there are none.
/// </summary>
internal static class ErrorDetails
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the details of a fault. A fault of the operator's account has none.</summary>
    public static string? Of(ProviderFault fault) => ClientText.IsOperators(fault.Kind) ? null
        : Write(fault.NativeCode, fault.Message == ProviderFault.NoReason ? null : fault.Message);

    /// <summary>Returns the details of a reply that could not be read.</summary>
    public static string? OfWords(string? words) => Write(null, words);

    private static string? Write(string? code, string? message)
    {
        var (shownCode, shownMessage) = (code is null ? null : ClientText.Of(code), message is null ? null : ClientText.Of(message));
        if (shownCode is null && shownMessage is null) return null;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("native_code", shownCode);
            json.WriteString("provider_message", shownMessage);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

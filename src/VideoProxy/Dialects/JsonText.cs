using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoProxy.Dialects;

/// <summary>How answers are written: quotes and accents as they are, since no answer is ever put into a page.</summary>
internal static class JsonText
{
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

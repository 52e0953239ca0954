using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoProxy.Dialects;

/// <summary>How requests are read and answers are written.</summary>
internal static class JsonText
{
    public static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Quotes and accents as they are, since no answer is ever put into a page.</summary>
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

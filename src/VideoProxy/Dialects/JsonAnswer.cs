using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Writes a JSON answer with a Content-Length header.</summary>
internal static class JsonAnswer
{
    public static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, JsonText.Plain)) write(json);
        return WriteAsync(context, buffer.WrittenMemory, status);
    }

    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

/// <summary>The JSON options for reading requests and writing answers.</summary>
internal static class JsonText
{
    public static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Writes quotes and accents without escapes. Unescaped output is safe because no answer is embedded in an HTML page.</summary>
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>Writes an error answer: the status, the headers, and a JSON object with the members that the dialect adds.</summary>
internal static class ErrorAnswer
{
    public static async Task WriteAsync(HttpContext context, ApiError error, Action<Utf8JsonWriter> write)
    {
        var response = context.Response;
        response.StatusCode = error.Status;
        response.ContentType = "application/json";
        if (error.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (error.ShouldRetry is { } retry) response.Headers["x-should-retry"] = retry ? "true" : "false";
        if (HttpMethods.IsHead(context.Request.Method)) return;

        await using var json = new Utf8JsonWriter(response.BodyWriter, JsonText.Plain);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }
}

using System.Text;
using System.Text.Json;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>Finds the JSON text in a request body, whatever byte order mark a client's editor or shell has put before it.</summary>
internal static class JsonBody
{
    /// <summary>Returns the body without a UTF-8 byte order mark, which Windows PowerShell writes and JSON does not allow.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;

    /// <summary>Parses the body. Returns the error for a body that is not JSON.</summary>
    public static (JsonDocument? Document, ApiError? Error) Parse(ReadOnlyMemory<byte> body)
    {
        body = WithoutMark(body);
        if (Check(body.Span) is { } unreadable) return (null, unreadable);
        try
        {
            return (JsonDocument.Parse(body, JsonText.Strict), null);
        }
        catch (JsonException malformed)
        {
            return (null, JsonProblem.InBody(malformed, body.Span));
        }
    }

    /// <summary>Returns the error for a body that is empty or that is in another encoding of Unicode, or null if the body may be JSON.</summary>
    public static ApiError? Check(ReadOnlySpan<byte> body)
    {
        if (body.TrimStart(" \t\r\n"u8).IsEmpty) return ApiErrors.InvalidValue(null, "The request body is empty. Send a JSON object.");
        // The first character of JSON is ASCII, so a zero among the first two bytes means UTF-16 or UTF-32. The others are byte order marks.
        var isWide = body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || body[..Math.Min(body.Length, 2)].Contains((byte)0);
        return isWide ? ApiErrors.InvalidValue(null, "The request body is encoded as UTF-16 or UTF-32. Send JSON encoded as UTF-8.") : null;
    }
}

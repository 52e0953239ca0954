using System.Globalization;
using System.Text.Json;
using VideoProxy.Errors;

namespace VideoProxy.Dialects;

/// <summary>What an error answer is in every dialect: status and headers around the members that the dialect writes.</summary>
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

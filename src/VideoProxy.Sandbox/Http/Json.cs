using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.Sandbox.Http;

internal static class Json
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Answer(JsonNode body, int status = StatusCodes.Status200OK) =>
        Results.Text(body.ToJsonString(Plain), "application/json", statusCode: status);

    /// <summary>Returns the JSON object in the body, or null when the body is not a JSON object.</summary>
    public static async Task<JsonObject?> ReadObjectAsync(HttpRequest request)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
            // JsonObject detects a repeated name only at the first lookup, so look up any name here.
            _ = body?.ContainsKey("");
            return body;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }

    public static bool IsText(this JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    public static string? Text(this JsonNode? node) => node.IsText() ? node!.GetValue<string>() : null;

    /// <summary>Returns a JSON number without a fraction. Returns null for any other value, also for a number in quotes.</summary>
    public static long? Whole(this JsonNode? node) =>
        node is JsonValue value && node.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long whole) ? whole : null;

    public static bool? Flag(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}

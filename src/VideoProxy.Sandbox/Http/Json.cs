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

    /// <summary>The object in the body, or null when there is none.</summary>
    public static async Task<JsonObject?> ReadObjectAsync(HttpRequest request)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
            // A repeated name is only noticed when the object is first searched.
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

    /// <summary>A JSON number without a fraction; a number in quotes is not one.</summary>
    public static long? Whole(this JsonNode? node) =>
        node is JsonValue value && node.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long whole) ? whole : null;

    public static bool? Flag(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}

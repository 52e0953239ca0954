using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Writes <c>{"error":{"code","message"}}</c>; the code is the HTTP status.</summary>
internal static class OpenRouterErrorWriter
{
    public static Task WriteAsync(HttpContext context, ApiError error) => ErrorAnswer.WriteAsync(context, error, json =>
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", error.Status);
        json.WriteString("message", error.Message);
        json.WriteEndObject();
    });
}

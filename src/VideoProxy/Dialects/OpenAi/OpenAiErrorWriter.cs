using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Writes <c>{"error":{"message","type","param","code"}}</c>.</summary>
internal static class OpenAiErrorWriter
{
    public static Task WriteAsync(HttpContext context, ApiError error) => ErrorAnswer.WriteAsync(context, error, json =>
    {
        json.WriteStartObject("error");
        json.WriteString("message", error.Message);
        json.WriteString("type", error.Type);
        json.WriteString("param", error.Param);
        json.WriteString("code", error.Code);
        json.WriteEndObject();
    });
}

using VideoProxy.Errors;

namespace VideoProxy.Dialects;

internal static class DialectExtensions
{
    /// <summary>The dialect that a request speaks; the openai dialect where its path belongs to none.</summary>
    public static Dialect Dialect(this HttpContext context)
    {
        var dialects = context.RequestServices.GetRequiredService<DialectRegistry>();
        return dialects.Find(context.Request.Path) ?? dialects.ByName(OpenAi.OpenAiRoutes.Dialect);
    }

    /// <summary>Answers with an error in the envelope of the dialect that the request speaks.</summary>
    public static Task WriteErrorAsync(this HttpContext context, ApiError error) => context.Dialect().WriteErrorAsync(context, error);
}

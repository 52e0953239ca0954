using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>
/// Refuses the calls for OpenAI's characters. A character exists in one account of one provider, so every create that uses it
/// would have to go to that account, and organisations would have to be kept apart there. Creates do not support this.
/// </summary>
internal static class Characters
{
    public static Task RefuseAsync(HttpContext context) => OpenAiErrorWriter.WriteAsync(context, ApiErrors.Unsupported(
        null, "Characters are unsupported, because a character belongs to one account of one provider and creates cannot refer to it. Use reference_images or reference_videos instead, if the model supports them."));
}

using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>
/// OpenAI's characters. One lives in one account of one provider: creates that name it would have to go there, and to no other
/// offering, and its upload would have to be kept apart by organisation. Until creates can carry one, none is made.
/// </summary>
internal static class Characters
{
    public static Task RefuseAsync(HttpContext context) => OpenAiErrorWriter.WriteAsync(context, ApiErrors.Unsupported(
        null, "Characters are unsupported: a character belongs to one provider's account, and no create here can name one. Guide the video by reference_images or reference_videos where the model takes them."));
}

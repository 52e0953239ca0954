using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Files;

namespace VideoProxy.Sandbox.OpenAi;

/// <summary>Serves a finished video, its thumbnail or its sprite sheet.</summary>
internal static class OpenAiContent
{
    public static IResult Answer(HttpContext context, OpenAiVideo video)
    {
        if (video.Status != "completed")
        {
            return OpenAiFault.NotReady.ToResult(context);
        }

        if (video.IsContentGone)
        {
            return OpenAiFault.Gone.ToResult(context);
        }

        return context.Request.Query["variant"].ToString() switch
        {
            "" or "video" => Asset.Video.Answer(),
            "thumbnail" => Asset.Thumbnail.Answer(),
            "spritesheet" => Asset.SpriteSheet.Answer(),
            _ => OpenAiFault.Invalid("variant", "Invalid 'variant'.").ToResult(context),
        };
    }
}

namespace VideoProxy.Dialects.OpenAi;

/// <summary>OpenAI's calls that make something out of a video it has made: no provider here takes them.</summary>
internal sealed class RemakeVideo(RetrieveVideo videos)
{
    public async Task RemixAsync(HttpContext context)
    {
        if (await videos.FindAsync(context) is not null) await RefuseAsync(context);
    }

    public static Task RefuseAsync(HttpContext context) => OpenAiErrorWriter.WriteAsync(context, ApiErrors.Unsupported(
        null, "No configured provider takes remixes, edits, extensions or characters. Create a new video: reference_videos guide it by an existing one where the model takes them."));
}

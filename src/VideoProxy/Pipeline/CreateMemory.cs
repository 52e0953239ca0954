using VideoProxy.Catalog;
using VideoProxy.Dialects;

namespace VideoProxy.Pipeline;

internal static class CreateMemory
{
    /// <summary>
    /// Lets go of a create's body, its media and its native call, for an answer that waits for the video: they were needed until
    /// the outcome of the submit was stored, and what a video takes to be made is minutes.
    /// </summary>
    public static void ReleaseCreate(this HttpContext context)
    {
        context.Features.Set<CreateRequest>(null);
        context.Features.Set<Choice>(null);
        context.Features.Set<FetchedMedia>(null);
        context.Features.Set<Submission>(null);
        context.Request.Body = Stream.Null;
        context.Features.Get<BodyShare>()?.Dispose();
    }
}

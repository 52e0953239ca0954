using VideoProxy.Catalog;
using VideoProxy.Dialects;

namespace VideoProxy.Pipeline;

/// <summary>
/// Releases the request body, media and native call of a create, so that an answer that waits minutes for its video does not keep
/// them in memory. No later step needs them, once the outcome of the submit is stored.
/// </summary>
internal static class CreateMemory
{
    public static void MakeReleasable(HttpContext context) => context.Features.Set<ReleaseCreate>(() => Release(context));

    private static void Release(HttpContext context)
    {
        context.Features.Set<CreateRequest>(null);
        context.Features.Set<Choice>(null);
        context.Features.Set<FetchedMedia>(null);
        context.Features.Set<Submission>(null);
        context.Request.Body = Stream.Null;
        context.Features.Get<BodyShare>()?.Dispose();
    }
}

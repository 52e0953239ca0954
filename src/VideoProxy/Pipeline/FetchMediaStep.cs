using VideoProxy.Catalog;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>
/// Step 5 of a create: converts the images to the form that the best offering accepts, before anything is stored. If an image cannot
/// be downloaded, the next offering is tried, because it may accept the link itself.
/// </summary>
internal sealed class FetchMediaStep(RequestDelegate next, InlineMedia media)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await PrepareAsync(context) is { } error) await context.WriteErrorAsync(error);
        else await next(context);
    }

    // A separate method, so that its local variables do not keep the images in memory while later steps wait for the video.
    private async Task<ApiError?> PrepareAsync(HttpContext context)
    {
        var choice = context.Features.GetRequiredFeature<Choice>();
        var candidates = choice.Candidates;
        ApiError? first = null;
        foreach (var (index, candidate) in candidates.Index())
        {
            var (ready, error) = await media.PrepareAsync(context, candidate, context.RequestAborted);
            if (ready is not null)
            {
                context.Features.Set(choice with { Candidates = [ready, .. candidates.Skip(index + 1)] });
                return null;
            }

            first ??= error;
        }

        return first is not null && context.Features.Get<CreateRequest>()?.Names is { } names ? names.Reword(first) : first;
    }
}

using VideoProxy.Catalog;
using VideoProxy.Dialects;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>
/// Step 5 of a create: the best offering gets its images in the form that it takes, before anything is stored. One whose
/// images cannot be had makes way for the next, which may take the links themselves.
/// </summary>
internal sealed class FetchMediaStep(RequestDelegate next, InlineMedia media)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await PrepareAsync(context) is { } error) await context.WriteErrorAsync(error);
        else await next(context);
    }

    // Apart from the steps that follow, which may wait long and must not keep the images alive.
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

        return first;
    }
}

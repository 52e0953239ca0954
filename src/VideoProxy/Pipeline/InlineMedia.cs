using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Replaces a candidate's image links with bytes if its provider accepts only bytes. Each link is downloaded once per request.</summary>
internal sealed class InlineMedia(MediaFetcher fetcher, BodyBudget budget)
{
    /// <summary>Returns the candidate with its images in the form that its provider accepts, or the error of an image that could not be downloaded.</summary>
    public Task<(Candidate? Ready, ApiError? Error)> PrepareAsync(HttpContext context, Candidate candidate, CancellationToken cancel)
    {
        var known = context.Features.Get<FetchedMedia>() ?? new FetchedMedia();
        context.Features.Set(known);
        return PrepareAsync(known, budget.Share(context), candidate, cancel);
    }

    /// <param name="known">The images that were already downloaded. New downloads are added.</param>
    /// <param name="share">The memory share that the bytes count against.</param>
    /// <param name="candidate">The candidate that needs the images.</param>
    /// <param name="cancel">Cancels the downloads.</param>
    public async Task<(Candidate? Ready, ApiError? Error)> PrepareAsync(FetchedMedia known, BodyShare share, Candidate candidate, CancellationToken cancel)
    {
        if (candidate.Provider.Translator is not ITakeMedia media || media.FormOf(MediaKind.Image) != MediaForm.Inline) return (candidate, null);
        var links = candidate.Request.AllMedia().Where(input => input.Kind == MediaKind.Image && input.Input.Url is not null).ToList();
        if (links.Count == 0) return (candidate, null);

        var missing = links.Where(link => !known.ContainsKey(link.Input)).DistinctBy(link => link.Input).ToList();
        var fetched = await Task.WhenAll(missing.Select(link => fetcher.FetchAsync(link.Param, link.Input.Url!, share, cancel)));
        foreach (var (link, (image, error)) in missing.Zip(fetched))
        {
            if (error is not null) return (null, error);
            known[link.Input] = image!;
        }

        return (candidate with { Request = RequestMedia.Replace(candidate.Request, known) }, null);
    }
}

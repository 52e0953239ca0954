using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Errors;

namespace VideoProxy.Pipeline;

/// <summary>Puts a candidate's image links into bytes where its provider takes nothing else. Each link is fetched once for a request.</summary>
internal sealed class InlineMedia(MediaFetcher fetcher, BodyBudget budget)
{
    /// <summary>The candidate with its images as its provider takes them, or why one of them cannot be had.</summary>
    public Task<(Candidate? Ready, ApiError? Error)> PrepareAsync(HttpContext context, Candidate candidate, CancellationToken cancel)
    {
        var known = context.Features.Get<FetchedMedia>() ?? new FetchedMedia();
        context.Features.Set(known);
        return PrepareAsync(known, budget.Share(context), candidate, cancel);
    }

    /// <param name="known">What was fetched already; what is fetched is added to it.</param>
    /// <param name="share">The bytes count against it.</param>
    /// <param name="candidate">Whose images are wanted.</param>
    /// <param name="cancel">Ends the wait.</param>
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

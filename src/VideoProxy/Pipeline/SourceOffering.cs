using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Configuration;
using VideoProxy.Dialects;
using VideoProxy.Errors;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>
/// Finds the provider and destination that generated the source video of a remix, edit or extension. No other provider has the
/// source, so such a job never fails over.
/// </summary>
internal sealed class SourceOffering(CallerJobs callers, JobStore jobs, ProviderRegistry providers, TimeProvider time)
{
    public async Task<Choice> ChooseAsync(HttpContext context, CreateRequest request, SourceVideo source)
    {
        if (await callers.FindAsync(context, source.VideoId) is not { } job || await jobs.FindAttemptAsync(job.AttemptId, context.RequestAborted) is not { } attempt)
            return Choice.Refused(CallerJobs.NotFound);
        if (Find(attempt) is not var (entry, destination))
            return Choice.Refused(ApiErrors.Unsupported(null, $"The provider and model of this video ({attempt.Provider}, {attempt.Model}) are no longer configured, so no other video can be derived from it. Create a new video instead."));
        if (entry.Model.IsRetired(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)))
            return Choice.Refused(Catalogue.RetiredModelError(job.Model, entry.Model));
        if (!entry.Model.Offering.Remakes.Contains(source.Kind)) return Choice.Refused(Unsupported(entry, source.Kind));
        if (job.Status != JobStatus.Completed) return Choice.Refused(ApiErrors.NotReady(job.Status));

        var video = request.Video with { Model = job.Model, Source = new VideoSource(source.Kind, attempt.UpstreamId!) };
        return RemakeCheck.Run(entry, destination, video, new VideoOutput((int)job.Seconds, job.Size, job.Resolution, job.AspectRatio, job.Audio));
    }

    private (CatalogueEntry Entry, ProviderDestination Destination)? Find(Attempt attempt) =>
        providers.Find(attempt.Provider) is { } provider && provider.FindDestination(attempt.Destination) is { } destination && provider.FindModel(attempt.Model) is { } model
            ? (new CatalogueEntry(provider, model), destination)
            : null;

    private static ApiError Unsupported(CatalogueEntry entry, RemakeKind kind)
    {
        var remakes = entry.Model.Offering.Remakes;
        var supported = remakes.Count == 0 ? "none" : string.Join(", ", remakes.Select(RemakeWords.Of));
        return ApiErrors.Unsupported(null, $"{entry.Provider.Id}/{entry.Model.Offering.Model}, which generated this video, does not support {RemakeWords.Of(kind)} (supported: {supported}). Create a new video instead, with reference_videos if its model supports them.");
    }
}

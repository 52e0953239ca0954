using VideoProxy.Catalog;
using VideoProxy.Dialects;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>Who could make a failed video instead: the offerings that fit what was asked for and have not been tried for it.</summary>
internal sealed class RetryCandidates(JobStore jobs, CurrentCatalogue catalogue, DialectRegistry dialects, DestinationHealth health, TimeProvider time)
{
    /// <summary>Best first; none when the request was not kept or the job has had all its attempts.</summary>
    public async Task<IReadOnlyList<Candidate>> FindAsync(Job job, CancellationToken cancel)
    {
        if (await jobs.FindRequestAsync(job.Id, cancel) is not { } request) return [];
        var tried = await jobs.ListAttemptsAsync(job.Id, cancel);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        // What omitted audio meant the first time, it means still.
        var choice = catalogue.Value.Choose(request, job.Audio, today, dialects.ByName(job.Dialect).Fit);
        var others = choice.Candidates.Where(other => !tried.Any(attempt => attempt.Provider == other.Provider.Id && attempt.Model == other.Offering.Model));
        return [.. CandidateOrder.Sort([.. others], health).Take(Submitter.MaxAttempts - tried.Count)];
    }
}

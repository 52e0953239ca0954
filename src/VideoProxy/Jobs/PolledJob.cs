using System.Text.Json.Nodes;
using VideoProxy.Abstractions;
using VideoProxy.Providers;

namespace VideoProxy.Jobs;

/// <summary>A claimed job together with everything that a poll of its provider needs.</summary>
internal sealed record PolledJob(Job Job, Attempt Attempt, string Owner, LoadedProvider Provider, ProviderDestination Destination, Offering Offering)
{
    /// <summary>The job as the provider plugin sees it.</summary>
    public ProviderJob ProviderJob { get; } = new()
    {
        AttemptId = Attempt.Id,
        Request = new VideoRequest { Model = Job.Model, Prompt = Job.Prompt },
        Output = new VideoOutput((int)Job.Seconds, Job.Size, Job.Resolution, Job.AspectRatio, Job.Audio),
        Offering = Offering with { Upstream = Attempt.UpstreamModel },
        Destination = Destination,
        UpstreamId = Attempt.UpstreamId,
        Note = Attempt.Note is null ? null : JsonNode.Parse(Attempt.Note),
    };

    /// <summary>
    /// Returns null if the attempt's provider or destination is not in the configuration. A model that was removed or renamed is polled
    /// with what the attempt has stored.
    /// </summary>
    public static PolledJob? Find(ProviderRegistry providers, Job job, Attempt attempt, string owner)
    {
        if (providers.Find(attempt.Provider) is not { } provider || provider.FindDestination(attempt.Destination) is not { } destination) return null;
        return new PolledJob(job, attempt, owner, provider, destination, provider.FindModel(attempt.Model)?.Offering ?? StoredOffering(job, attempt));
    }

    private static Offering StoredOffering(Job job, Attempt attempt) => new()
    {
        ProviderId = attempt.Provider, Model = attempt.Model, Upstream = attempt.UpstreamModel,
        Sizes = [job.Size], Seconds = [(int)job.Seconds], DefaultSeconds = (int)job.Seconds,
    };

    public string Place => $"{Provider.Id}/{Destination.Name}";
}

/// <summary>
/// Stores what is needed to serve a finished video before its job completes. Returns the report, without content if no video was found
/// where it should be. Returns null if the video could not be read. The caller then polls the job again later.
/// </summary>
internal delegate Task<JobReport?> SecureContent(PolledJob polled, JobReport report, CancellationToken cancel);

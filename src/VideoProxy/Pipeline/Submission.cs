using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>A request feature: the attempt that is on the wire. The transforms read the call from it and leave the report in it.</summary>
internal sealed class Submission(Candidate candidate, Attempt attempt, ProviderJob job, NativeRequest call)
{
    public Candidate Candidate { get; } = candidate;
    public Attempt Attempt { get; } = attempt;
    public ProviderJob Job { get; } = job;
    public NativeRequest Call { get; } = call;

    /// <summary>Null while no reply has been read.</summary>
    public SubmitReport? Report { get; set; }
}

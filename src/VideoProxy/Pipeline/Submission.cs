using VideoProxy.Abstractions;
using VideoProxy.Catalog;
using VideoProxy.Jobs;
using VideoProxy.Providers;

namespace VideoProxy.Pipeline;

/// <summary>A request feature: the attempt that is on the wire. The transforms read the call from it and leave the report in it.</summary>
internal sealed class Submission(Candidate candidate, Attempt attempt, ProviderJob job, Access access, NativeRequest? call)
{
    public Candidate Candidate { get; } = candidate;
    public Attempt Attempt { get; } = attempt;
    public ProviderJob Job { get; } = job;

    /// <summary>The credentials that the call carries.</summary>
    public Access Access { get; } = access;

    /// <summary>Null where it could not be made, for want of credentials: then <see cref="Report"/> says so from the beginning.</summary>
    public NativeRequest? Call { get; } = call;

    /// <summary>Null while no reply has been read.</summary>
    public SubmitReport? Report { get; set; }
}

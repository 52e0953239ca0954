using VideoProxy.Abstractions;
using VideoProxy.Jobs;

namespace VideoProxy.Pipeline;

/// <summary>What a job's submissions came to: its outcome is stored, or the last refusal is still to be.</summary>
/// <param name="Job">The row as it is now.</param>
/// <param name="Last">The last submission.</param>
internal sealed record SubmitOutcome(Job Job, Submission Last)
{
    /// <summary>Every refusal in their order; empty once one was accepted or is unknown.</summary>
    public IReadOnlyList<ProviderFault> Refusals { get; init; } = [];

    /// <summary>The first refusal by somebody who was there to refuse.</summary>
    public ProviderFault Meaningful => Refusals.FirstOrDefault(fault => fault.Kind != FaultKind.Unavailable) ?? Refusals[0];
}

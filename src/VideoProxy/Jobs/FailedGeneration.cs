using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>A video that its provider took and could not make, and how its job ends if nobody else makes it.</summary>
internal sealed record FailedGeneration(PolledJob Polled, ProviderFault Fault, JobEnding Ending);

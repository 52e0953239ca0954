using VideoProxy.Abstractions;

namespace VideoProxy.Catalog;

/// <summary>What one offering says to a request: a candidate, or the problems that stand against it.</summary>
internal sealed record CapabilityResult(string ProviderId, string Model, Candidate? Candidate, IReadOnlyList<RequestProblem> Problems);

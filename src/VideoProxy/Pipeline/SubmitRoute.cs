using VideoProxy.Catalog;

namespace VideoProxy.Pipeline;

/// <summary>How a submission is put on the wire, and what comes after it if it is refused.</summary>
/// <param name="Rest">The candidates after the first, best first.</param>
/// <param name="SendAsync">Leaves a report in the submission.</param>
/// <param name="PrepareAsync">The candidate with its media in the form that it takes; null when they cannot be had.</param>
internal sealed record SubmitRoute(
    IReadOnlyList<Candidate> Rest, Func<Submission, Task> SendAsync, Func<Candidate, Task<Candidate?>> PrepareAsync);

using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>What a poll brought: a report, or why there is none.</summary>
internal sealed record PollAnswer(JobReport? Report, string? Failure, TimeSpan? RetryAfter)
{
    public static PollAnswer Failed(string why, TimeSpan? retryAfter = null) => new(null, why, retryAfter);
}

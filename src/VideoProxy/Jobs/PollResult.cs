namespace VideoProxy.Jobs;

/// <summary>An unfinished job after a poll; <paramref name="Owner"/> fences it against a lease that went to someone else.</summary>
internal sealed record PollResult(string JobId, string Owner, string Status, long Progress, long NextPollAt);

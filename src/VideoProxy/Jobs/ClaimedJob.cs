namespace VideoProxy.Jobs;

/// <summary>A job under this node's lease, with the attempt that is to be asked for.</summary>
internal sealed record ClaimedJob(Job Job, Attempt Attempt);

namespace VideoProxy.Jobs;

/// <summary>A client's cancel; the owner is about to tell the provider and holds the lease meanwhile.</summary>
internal sealed record JobCancel(string JobId, string AttemptId, string Owner, long Now, long LeaseUntil, long LateUntil);

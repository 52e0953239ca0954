using VideoProxy.Abstractions;

namespace VideoProxy.Jobs;

/// <summary>
/// Secures the content of a finished video before its job completes. Returns false if that is not possible now, so that the job
/// is polled again later.
/// </summary>
internal delegate Task<bool> SecureContent(PolledJob polled, JobReport report, CancellationToken cancel);

using VideoProxy.Callbacks;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects;

/// <summary>Builds the body of a callback in the job's dialect. The body is built again for each delivery so that its links are fresh.</summary>
internal sealed class CallbackBodies(JobStore jobs, DialectRegistry dialects)
{
    public async Task<byte[]?> BuildAsync(CallbackRow callback, CancellationToken cancel)
    {
        if (await jobs.FindAsync(callback.JobId, cancel) is not { } job) return null;
        var write = dialects.ByName(job.Dialect).WriteCallbackAsync ?? throw new InvalidOperationException($"The dialect '{job.Dialect}' does not support callbacks.");
        return (await write(callback, job, cancel)).ToArray();
    }
}

using VideoProxy.Callbacks;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects;

/// <summary>The event owed to a client, in its job's dialect: built at each delivery from the terminal row so that its links are fresh.</summary>
internal sealed class CallbackBodies(JobStore jobs, DialectRegistry dialects)
{
    public async Task<byte[]?> BuildAsync(CallbackRow callback, CancellationToken cancel)
    {
        if (await jobs.FindAsync(callback.JobId, cancel) is not { } job) return null;
        var write = dialects.ByName(job.Dialect).WriteCallbackAsync ?? throw new InvalidOperationException($"The dialect '{job.Dialect}' has no callbacks.");
        return (await write(callback, job, cancel)).ToArray();
    }
}

using System.Threading.Channels;
using VideoProxy.Abstractions;
using VideoProxy.Storage;

namespace VideoProxy.Jobs;

/// <summary>A queue of failed generations that wait for another offering. Their jobs stay under this node's lease.</summary>
internal sealed class RetryQueue(HeldLeases held)
{
    // The queue is short, because each entry must be served before its lease ends. A job that does not fit is polled again later and then queued again.
    private const int Room = 64;
    private readonly Channel<FailedGeneration> _failed = Channel.CreateBounded<FailedGeneration>(Room);

    public bool TryAdd(FailedGeneration failed)
    {
        held.Hold(failed.Polled.Job.Id);
        if (_failed.Writer.TryWrite(failed)) return true;
        Done(failed);
        return false;
    }

    public void Done(FailedGeneration failed) => held.Release(failed.Polled.Job.Id);

    /// <summary>Reports that a job may still be under this node's lease although its retry has ended.</summary>
    public void ReportLoss() => held.ReportLoss();

    public IAsyncEnumerable<FailedGeneration> ReadAllAsync(CancellationToken cancel) => _failed.Reader.ReadAllAsync(cancel);
}

/// <summary>A generation that its provider accepted and failed, and how the job ends if no other offering takes it.</summary>
internal sealed record FailedGeneration(PolledJob Polled, ProviderFault Fault, JobEnding Ending);
